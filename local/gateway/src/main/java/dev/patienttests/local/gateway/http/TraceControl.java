package dev.patienttests.local.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patienttests.local.gateway.trace.TraceJson;
import dev.patienttests.local.gateway.trace.Tracing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The management calls about traces, on the control listener: {@code POST
 * /control/listDebugCredentials} with {@code apiId} and {@code credentialsExpireAfter} (ISO 8601,
 * an hour where it is missing) gives a token, {@code POST /control/listTrace} with {@code traceId}
 * gives a trace. Other paths, and requests of other listeners, are left to the next handler.
 */
public final class TraceControl extends Handler.Abstract {
  private static final String CREDENTIALS = "/control/listDebugCredentials";
  private static final String TRACE = "/control/listTrace";
  private static final int LARGEST_BODY = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Tracing tracing;
  private final byte[] token;

  private record Answer(int status, Optional<JsonNode> body) {
    static Answer of(int status) {
      return new Answer(status, Optional.empty());
    }
  }

  /** Answers whoever knows the control token. */
  public TraceControl(Tracing tracing, String token) {
    this.tracing = tracing;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String path = request.getHttpURI().getPath();
    boolean ours =
        SubscriptionControl.CONTROL.equals(request.getConnectionMetaData().getConnector().getName())
            && (CREDENTIALS.equals(path) || TRACE.equals(path));
    if (!ours) {
      return false;
    }
    Answer answer = answer(request, path);
    response.setStatus(answer.status());
    byte[] body =
        answer.body().isEmpty() ? new byte[0] : JSON.writeValueAsBytes(answer.body().get());
    if (body.length > 0) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    }
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private Answer answer(Request request, String path) throws IOException {
    String given = request.getHeaders().get("x-control-token");
    if (given == null || !MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
      return Answer.of(403);
    }
    if (!request.getMethod().equals("POST")) {
      return Answer.of(405);
    }
    try (InputStream content = Content.Source.asInputStream(request)) {
      JsonNode body = JSON.readTree(content.readNBytes(LARGEST_BODY));
      return path.equals(TRACE) ? trace(body) : credentials(body);
    } catch (JsonProcessingException | DateTimeParseException e) {
      return Answer.of(400);
    }
  }

  private Answer credentials(JsonNode body) {
    Duration validity = Duration.parse(body.path("credentialsExpireAfter").asText("PT1H"));
    return tracing
        .token(body.path("apiId").asText(), validity)
        .map(made -> JsonNodeFactory.instance.objectNode().put("token", made))
        .map(json -> new Answer(200, Optional.of(json)))
        .orElse(Answer.of(400));
  }

  private Answer trace(JsonNode body) {
    return tracing
        .trace(body.path("traceId").asText())
        .map(trace -> new Answer(200, Optional.<JsonNode>of(TraceJson.of(trace))))
        .orElse(Answer.of(404));
  }
}
