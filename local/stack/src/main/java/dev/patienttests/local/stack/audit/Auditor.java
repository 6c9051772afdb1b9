package dev.patienttests.local.stack.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.net.TrustedClients;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.run.AuditorAccess;
import dev.patienttests.local.stack.run.IdentityTokens;
import dev.patienttests.local.stack.run.JsonAnswers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * Reads the audit trail as the auditor: from the auditor's subnet, with the auditor's identity and
 * host key. Each page that is read leaves a record itself.
 */
public final class Auditor {
  /** Chains of the trail, for the life of its container. */
  private static final int CHAINS = 64;

  private static final String CONTINUATION = "x-continuation";
  private static final String VAULT = "https://vault.azure.net";
  private static final String STORAGE = "https://storage.azure.com";
  private static final String VAULT_VERSION = "?api-version=7.4";
  private static final String STORAGE_VERSION = "2023-11-03";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AuditorAccess access;
  private final IdentityTokens tokens;
  private final HttpClient http;
  private Optional<String> hostKey = Optional.empty();

  /** Nothing is contacted yet. */
  public Auditor(AuditorAccess access) {
    this.access = access;
    this.tokens = new IdentityTokens(access.identity(), access.clientId());
    this.http = TrustedClients.httpClient(access.trust(), access.egressProxy());
  }

  /**
   * The records of a patient, in the order of time.
   *
   * @param interval {@code from} and {@code to}, as far as they are given: RFC 3339, to exclusive
   * @throws UserError when audit-api does not answer with them
   */
  public void patient(String patientId, Map<String, String> interval, Consumer<ObjectNode> taker) {
    StringJoiner query = new StringJoiner("&").add("patientId=" + encoded(patientId));
    interval.forEach((name, value) -> query.add(name + "=" + encoded(value)));
    pages(query.toString(), taker);
  }

  /** All records, chain by chain, each in the order of its numbers. */
  public void trail(Consumer<ObjectNode> taker) {
    for (int chain = 0; chain < CHAINS; chain++) {
      pages("chain=%02d".formatted(chain), taker);
    }
  }

  /** All seals with their signatures, as they are stored, from the first to the newest. */
  public List<ObjectNode> seals() {
    List<ObjectNode> seals = new ArrayList<>();
    Optional<ObjectNode> next = seal(1);
    while (next.isPresent()) {
      seals.add(next.get());
      next = seal(seals.size() + 1);
    }
    return seals;
  }

  /** The public part of the key that signs seals now, as a JSON Web Key, from the vault. */
  public String publicKey() {
    return asking(() -> JsonAnswers.body(http, vault(access.sealKeyId())).path("key").toString());
  }

  /**
   * The public part of a version of the seals' key, as a JSON Web Key, from the vault.
   *
   * @param keyId as a seal names it
   * @throws UserError when it is no version of that key, or the vault does not give it
   */
  public String publicKey(String keyId) {
    if (!keyId.startsWith(access.sealKeyId() + "/")) {
      throw new UserError("a seal names a key that is not " + access.sealKeyId());
    }
    return asking(() -> JsonAnswers.body(http, vault(keyId)).path("key").toString());
  }

  private void pages(String query, Consumer<ObjectNode> taker) {
    Optional<String> continuation = Optional.empty();
    do {
      Optional<String> position = continuation;
      HttpResponse<String> page = asking(() -> page(query, position));
      asking(() -> JSON.readTree(page.body())).forEach(node -> taker.accept((ObjectNode) node));
      continuation = page.headers().firstValue(CONTINUATION);
    } while (continuation.isPresent());
  }

  private HttpResponse<String> page(String query, Optional<String> position)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(access.auditApiUrl() + "/auditrecord?" + query))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + tokens.token(access.auditApiAudience()))
            .header("x-functions-key", hostKey());
    position.ifPresent(value -> request.header(CONTINUATION, value));
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          "audit-api answered %d %s".formatted(response.statusCode(), detail(response.body())));
    }
    return response;
  }

  private String hostKey() throws IOException, InterruptedException {
    if (hostKey.isEmpty()) {
      hostKey = Optional.of(JsonAnswers.text(http, vault(access.hostKeyUri()), "value"));
    }
    return hostKey.get();
  }

  private HttpRequest vault(String uri) throws IOException, InterruptedException {
    return HttpRequest.newBuilder(URI.create(uri + VAULT_VERSION))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + tokens.token(VAULT))
        .build();
  }

  private Optional<ObjectNode> seal(int number) {
    return asking(
        () -> {
          String blob = access.sealsUrl() + "/seals/%010d.json".formatted(number);
          HttpRequest request =
              HttpRequest.newBuilder(URI.create(blob))
                  .timeout(PATIENCE)
                  .header("Authorization", "Bearer " + tokens.token(STORAGE))
                  .header("x-ms-version", STORAGE_VERSION)
                  .header("x-ms-date", now())
                  .build();
          HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
          return switch (response.statusCode()) {
            case 200 -> Optional.of((ObjectNode) JSON.readTree(response.body()));
            case 404 -> Optional.empty();
            default ->
                throw new IOException("the seals' storage answered " + response.statusCode());
          };
        });
  }

  private static String now() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
  }

  /** What problem details say; an answer of the platform in front of the app says nothing. */
  private static String detail(String body) {
    try {
      JsonNode problem = JSON.readTree(body);
      StringBuilder text =
          new StringBuilder(problem.path("detail").asText(problem.path("title").asText()));
      for (JsonNode error : problem.path("errors")) {
        text.append(
            " %s %s.".formatted(error.path("field").asText(), error.path("message").asText()));
      }
      return text.toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private interface Question<T> {
    T ask() throws IOException, InterruptedException;
  }

  private static <T> T asking(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw new UserError("the auditor cannot read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    }
  }
}
