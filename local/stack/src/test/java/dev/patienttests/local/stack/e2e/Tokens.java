package dev.patienttests.local.stack.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.platform.AccessToken;
import dev.patienttests.local.platform.PlatformConfig.Identity;
import dev.patienttests.local.platform.TokenIssuer;
import dev.patienttests.local.stack.deploy.StackPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tokens of every kind: minted with the tenant's own key, or asked for as an app would ask. */
public final class Tokens {
  private static final Duration LIFE = Duration.ofHours(1);

  private final RunningStack stack;

  /** Tokens of the tenant of a running stack. */
  public Tokens(RunningStack stack) {
    this.stack = stack;
  }

  /** A version 2 token for an audience, as one of the deployment's identities. */
  public String mint(String audience, Identity caller, Instant expiresOn, List<String> roles) {
    StackPlan plan = stack.stack().plan();
    Path key = Path.of(stack.status().dataDirectory()).resolve("data/platform");
    return TokenIssuer.open(key, plan.tenantId())
        .issue(
            new AccessToken(
                2,
                audience,
                caller.clientId(),
                caller.principalId(),
                roles,
                expiresOn.minus(LIFE),
                expiresOn));
  }

  /** One of the identities of the deployment. */
  public Identity identity(String name) {
    return stack.stack().plan().identities().stream()
        .filter(i -> i.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What a resource's managed-identity endpoint answers. */
  public HttpResponse<String> ask(String process, String identity, String resource) {
    String gateway = config("gateway").at("/service/identity/url").asText();
    String header = "";
    for (JsonNode endpoint : config("platform").path("endpoints")) {
      if (endpoint.path("name").asText().equals(process)) {
        header = endpoint.path("header").asText();
      }
    }
    String query =
        "?api-version=2019-08-01&client_id="
            + identity(identity).clientId()
            + "&resource="
            + URLEncoder.encode(resource, StandardCharsets.UTF_8);
    return Clients.send(
        HttpClient.newHttpClient(),
        HttpRequest.newBuilder(URI.create(gateway.replace("gateway", process) + query))
            .header("X-IDENTITY-HEADER", header));
  }

  private JsonNode config(String process) {
    try {
      Path file = Path.of(stack.status().dataDirectory()).resolve("run/" + process + ".json");
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
