package dev.patienttests.local.stack.run;

import dev.patienttests.local.net.IdentityEndpointSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Tokens of one managed identity, from the endpoint of the resource that it is assigned to. */
public final class IdentityTokens {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient direct = HttpClient.newHttpClient();
  private final IdentityEndpointSettings endpoint;
  private final String clientId;

  /** Tokens of the identity with a client id. */
  public IdentityTokens(IdentityEndpointSettings endpoint, String clientId) {
    this.endpoint = endpoint;
    this.clientId = clientId;
  }

  /**
   * A token for a resource, such as {@code https://vault.azure.net}.
   *
   * @throws IOException when there is none to be had
   */
  public String token(String resource) throws IOException, InterruptedException {
    String query =
        "?api-version=2019-08-01&resource="
            + URLEncoder.encode(resource, StandardCharsets.UTF_8)
            + "&client_id="
            + clientId;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + query))
            .timeout(PATIENCE)
            .header("X-IDENTITY-HEADER", endpoint.header())
            .build();
    return JsonAnswers.text(direct, request, "access_token");
  }
}
