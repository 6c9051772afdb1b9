package dev.patienttests.secrets;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import dev.patienttests.auth.AzureHttp;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads secrets with {@link SecretClient}: one client per vault, made at the first reading. It
 * tries once: who needs the secret answers 503 and the next call tries again. That the vault's
 * challenge belongs to the vault's domain stays verified, as the client does by default.
 */
public final class KeyVaultSecretReader implements SecretReader {
  private final TokenCredential credential;
  private final Map<String, SecretClient> clients = new ConcurrentHashMap<>();

  /** A reader with this identity. Nothing is contacted yet. */
  public KeyVaultSecretReader(TokenCredential credential) {
    this.credential = credential;
  }

  @Override
  public String read(URI secret) {
    String vault = "https://" + secret.getRawAuthority();
    String name = secret.getRawPath().substring(secret.getRawPath().lastIndexOf('/') + 1);
    return clients.computeIfAbsent(vault, this::client).getSecret(name).getValue();
  }

  private SecretClient client(String vault) {
    return new SecretClientBuilder()
        .vaultUrl(vault)
        .credential(credential)
        .httpClient(AzureHttp.client())
        .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
        .buildClient();
  }
}
