package dev.patienttests.local.stack.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.platform.PlatformConfig.SecretRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What Azure Resource Manager does to running services, over the control listeners of the
 * processes: secrets and their roles in Key Vault, named keys of a Functions host.
 */
public final class ResourceManager {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FUNCTION_PATIENCE = Duration.ofMinutes(5);
  private static final int SEED_BYTES = 32;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String token;
  private final ToIntFunction<String> controlPort;

  ResourceManager(String token, ToIntFunction<String> controlPort) {
    this.token = token;
    this.controlPort = controlPort;
  }

  /** Writes a secret; the same value again makes no new version. */
  public void putSecret(String name, String value) throws IOException {
    call(
        StackProcesses.PLATFORM,
        "PUT",
        "/control/vault/secrets/" + name,
        ConfigFile.toJson(Map.of("value", value, "contentType", "text/plain")));
  }

  /** Makes a secret of 32 random bytes, in base64, where there is none of that name. */
  public void seedSecret(String name) throws IOException {
    JsonNode names =
        JSON.readTree(call(StackProcesses.PLATFORM, "GET", "/control/vault/secrets", ""));
    if (!names.has(name)) {
      byte[] value = new byte[SEED_BYTES];
      new SecureRandom().nextBytes(value);
      putSecret(name, Base64.getEncoder().encodeToString(value));
    }
  }

  /** Replaces who may read which secret. */
  public void putSecretRoles(List<SecretRole> roles) throws IOException {
    call(StackProcesses.PLATFORM, "PUT", "/control/vault/roles", ConfigFile.toJson(roles));
  }

  /** Tells the gateway what state and keys a subscription has now. */
  void putSubscription(Subscription subscription) throws IOException {
    call(
        StackProcesses.GATEWAY,
        "PUT",
        "/control/subscriptions/" + subscription.id(),
        ConfigFile.toJson(
            Map.of(
                "state", subscription.state(),
                "primaryKey", subscription.primaryKey(),
                "secondaryKey", subscription.secondaryKey())));
  }

  /** A token with which requests to an API are traced for some time. */
  String traceToken(String api, Duration validity) throws IOException {
    Map<String, String> wanted =
        Map.of("apiId", api, "credentialsExpireAfter", validity.toString());
    String path = "/control/listDebugCredentials";
    String answer = call(StackProcesses.GATEWAY, "POST", path, ConfigFile.toJson(wanted));
    return JSON.readTree(answer).path("token").asText();
  }

  /** The trace of a request, as JSON. */
  String policyTrace(String id) throws IOException {
    String wanted = ConfigFile.toJson(Map.of("traceId", id));
    return call(StackProcesses.GATEWAY, "POST", "/control/listTrace", wanted);
  }

  /**
   * Replaces the signing key of an issuer, or takes back the keys that were replaced.
   *
   * @param issuer {@code entra}, {@code external-id} or a host name
   * @param action {@code roll} or {@code retire}
   */
  public void signingKeys(String issuer, String action) throws IOException {
    call(StackProcesses.PLATFORM, "POST", "/control/keys/" + issuer + "/" + action, "");
  }

  /** The function keys at host level, name to value. */
  public Map<String, String> functionKeys(String app) throws IOException {
    String answer = call(app, "GET", "/control/host/functionkeys", "");
    Map<String, String> keys = new LinkedHashMap<>();
    JSON.readTree(answer)
        .properties()
        .forEach(key -> keys.put(key.getKey(), key.getValue().asText()));
    return keys;
  }

  /** Makes a named key if it is absent; the host generates its value. */
  public void ensureFunctionKey(String app, String name) throws IOException {
    if (!functionKeys(app).containsKey(name)) {
      call(app, "PUT", "/control/host/functionkeys/" + name, "{}");
    }
  }

  /** Deletes a named key: calls that carry it are refused from now on. */
  public void deleteFunctionKey(String app, String name) throws IOException {
    call(app, "DELETE", "/control/host/functionkeys/" + name, "");
  }

  /**
   * Runs a timer's function now, on one instance of its app, and waits for its end.
   *
   * @return {@code completed} or {@code failed}
   */
  public String runFunction(String app, String function) throws IOException {
    String answer = call(app, "POST", "/functions/" + function + "/run", "", FUNCTION_PATIENCE);
    return JSON.readTree(answer).path("status").asText();
  }

  private String call(String process, String method, String path, String body) throws IOException {
    return call(process, method, path, body, PATIENCE);
  }

  private String call(String process, String method, String path, String body, Duration patience)
      throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + controlPort.applyAsInt(process) + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(patience)
            .header("x-control-token", token)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IOException(
            "%s answered %d to %s %s".formatted(process, response.statusCode(), method, path));
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
