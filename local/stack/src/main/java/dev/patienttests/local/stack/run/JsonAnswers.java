package dev.patienttests.local.stack.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Answers of the services in the stack, read by the stack itself. */
public final class JsonAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonAnswers() {}

  /**
   * The body of a 200.
   *
   * @throws IOException for every other status; it names the host and the status alone
   */
  public static JsonNode body(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(request.uri().getHost() + " answered " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }

  /** A text member of the body of a 200. */
  public static String text(HttpClient client, HttpRequest request, String member)
      throws IOException, InterruptedException {
    JsonNode value = body(client, request).path(member);
    if (!value.isTextual()) {
      throw new IOException(request.uri().getHost() + " answered without " + member);
    }
    return value.textValue();
  }
}
