package dev.patienttests.local.stack.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces Key Vault references in app settings by the secrets' values, as App Service does before
 * it starts an app: with the app's identity, from the app's subnet. A reference that cannot be
 * resolved stays what it is, and the app sees its literal text (Azure documentation, Key Vault
 * references).
 */
final class KeyVaultReferences {
  private static final Pattern REFERENCE =
      Pattern.compile("@Microsoft\\.KeyVault\\(SecretUri=(https://[^/]+/secrets/[^/)]+)/?\\)");
  private static final String VAULT_RESOURCE = "https://vault.azure.net";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient throughNetwork;
  private final Consumer<String> events;

  /**
   * A resolver.
   *
   * @param throughNetwork client that speaks as the app's subnet and trusts the development CA
   */
  KeyVaultReferences(HttpClient throughNetwork, Consumer<String> events) {
    this.throughNetwork = throughNetwork;
    this.events = events;
  }

  Map<String, String> resolve(Map<String, String> settings, IdentityTokens identity) {
    Map<String, String> resolved = new LinkedHashMap<>(settings);
    Optional<String> token = Optional.empty();
    for (Map.Entry<String, String> setting : resolved.entrySet()) {
      Matcher reference = REFERENCE.matcher(setting.getValue());
      if (!reference.matches()) {
        continue;
      }
      try {
        if (token.isEmpty()) {
          token = Optional.of(identity.token(VAULT_RESOURCE));
        }
        setting.setValue(secret(reference.group(1), token.get()));
      } catch (IOException e) {
        // As in Azure, the app starts all the same and sees the reference's own text.
        events.accept(
            "%s is not resolved yet (%s); the app reads it by its URI"
                .formatted(setting.getKey(), e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return resolved;
      }
    }
    return resolved;
  }

  private String secret(String uri, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri + "/?api-version=7.4"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .build();
    return JsonAnswers.text(throughNetwork, request, "value");
  }
}
