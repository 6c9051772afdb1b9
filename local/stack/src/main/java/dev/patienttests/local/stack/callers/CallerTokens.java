package dev.patienttests.local.stack.callers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.net.TrustedClients;
import dev.patienttests.local.platform.ClientSecrets;
import dev.patienttests.local.platform.DrillTokens;
import dev.patienttests.local.platform.ExternalIdTenant;
import dev.patienttests.local.platform.ExternalIdTokens;
import dev.patienttests.local.platform.FederatedIssuer;
import dev.patienttests.local.platform.PlatformConfig.FederatedCredential;
import dev.patienttests.local.platform.TokenSigner;
import dev.patienttests.local.stack.callers.TokenWish.Issuer;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.run.CallerAccess;
import dev.patienttests.local.stack.run.CallerAccess.Client;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tokens as the gateway's callers have them. Those of the tenant are asked for at its token
 * endpoint, with the proof that the client has; those of External ID are made with its keys, since
 * nobody signs in here; faults are added afterwards.
 */
public final class CallerTokens {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PORTAL = "partner-portal";
  private static final String USER = "Pat Partner";
  private static final String READ_SCOPE = "Patients.Read";

  private final CallerAccess access;

  /** Nothing is contacted yet. */
  public CallerTokens(CallerAccess access) {
    this.access = access;
  }

  /**
   * One token.
   *
   * @throws UserError when there is no such client, or the tenant refuses it
   */
  public String token(TokenWish wish) {
    Issuer issuer = wish.issuerOrDefault();
    String token =
        switch (issuer) {
          case ENTRA -> bySecret(wish);
          case FEDERATED -> byAssertion(wish);
          case EXTERNAL_ID -> external(wish);
        };
    String keys = issuer == Issuer.EXTERNAL_ID ? TokenSigner.EXTERNAL_ID : TokenSigner.ENTRA;
    return wish.fault()
        .map(
            fault ->
                new DrillTokens(TokenSigner.open(access.platformData(), keys), Clock.systemUTC())
                    .with(fault, token))
        .orElse(token);
  }

  /**
   * The secret of a client.
   *
   * @throws UserError when there is no such client, or it has none
   */
  public String secret(String client) {
    return secret(named(client));
  }

  private String bySecret(TokenWish wish) {
    Client client = client(wish, false);
    return ask(client, Map.of("client_secret", secret(client)));
  }

  private String byAssertion(TokenWish wish) {
    Client client = client(wish, true);
    FederatedCredential credential =
        client.federatedCredentials().stream()
            .findFirst()
            .orElseThrow(
                () -> new UserError(client.name() + " has no federated credential, but a secret"));
    String assertion =
        new FederatedIssuer(credential.issuer())
            .assertion(access.platformData(), credential, Instant.now());
    return ask(
        client,
        Map.of(
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            assertion));
  }

  private String external(TokenWish wish) {
    ExternalIdTenant tenant =
        access
            .externalId()
            .orElseThrow(() -> new UserError("the gateway trusts no External ID tenant"));
    if (wish.role().isPresent() && wish.scope().isPresent()) {
      throw new UserError("--role is for a client alone, --scope for its user: give one of them");
    }
    ExternalIdTokens tokens = ExternalIdTokens.open(access.platformData(), tenant);
    String client = wish.client().orElse(PORTAL);
    return wish.role()
        .map(role -> tokens.appOnly(client, List.of(role), Instant.now()))
        .orElseGet(
            () ->
                tokens.delegated(
                    client, USER, List.of(wish.scope().orElse(READ_SCOPE)), Instant.now()));
  }

  private Client client(TokenWish wish, boolean federated) {
    if (wish.scope().isPresent()) {
      throw new UserError("--scope is of users, who sign in to External ID alone");
    }
    if (wish.client().isPresent()) {
      Client client = named(wish.client().get());
      if (wish.role().map(role -> !client.roles().contains(role)).orElse(false)) {
        throw new UserError(
            "%s holds %s, not %s"
                .formatted(client.name(), String.join(", ", client.roles()), wish.role().get()));
      }
      return client;
    }
    String role = wish.role().orElse(wish.defaultRole());
    List<Client> holders =
        access.clients().stream().filter(client -> client.roles().contains(role)).toList();
    return holders.stream()
        .filter(client -> client.federatedCredentials().isEmpty() != federated)
        .findFirst()
        .or(() -> holders.stream().findFirst())
        .orElseThrow(
            () -> new UserError("no client holds %s; there are %s".formatted(role, roles())));
  }

  private Client named(String name) {
    return access.clients().stream()
        .filter(client -> client.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "no client is called %s; there are %s"
                        .formatted(
                            name,
                            access.clients().stream()
                                .map(Client::name)
                                .collect(Collectors.joining(", ")))));
  }

  private String roles() {
    return access.clients().stream()
        .flatMap(client -> client.roles().stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String secret(Client client) {
    Optional<String> secret = ClientSecrets.read(access.platformData()).of(client.clientId());
    return secret.orElseThrow(
        () ->
            new UserError(
                client.name()
                    + " has no secret, it federates: see --issuer federated of ./pattern token"));
  }

  private String ask(Client client, Map<String, String> proof) {
    Map<String, String> form = new LinkedHashMap<>(proof);
    form.put("grant_type", "client_credentials");
    form.put("client_id", client.clientId());
    form.put("scope", access.audience() + "/.default");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(access.tokenUrl()))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
            .build();
    try {
      HttpResponse<String> answer =
          TrustedClients.httpClient(access.trust(), access.internetProxy())
              .send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() != 200) {
        throw new UserError("Entra ID refuses: " + body.path("error_description").asText());
      }
      return body.path("access_token").asText();
    } catch (IOException e) {
      throw new UserError("Entra ID does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
