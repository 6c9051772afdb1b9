package dev.patienttests.audit;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.SignResult;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import dev.patienttests.http.CallLog;
import dev.patienttests.http.Failures;
import dev.patienttests.http.RequestLog;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.settings.Lazy;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * A key of Key Vault that signs there. Its material is never asked for, not even the public part,
 * so that the right to sign is the only one that this app needs.
 */
final class KeyVaultSealKey implements SealKey {
  /** Length of an ES256 signature (RFC 7518, 3.4). */
  private static final int LENGTH = 64;

  private static final String AWAY = "The key of the seals is not available.";

  private final Lazy<CryptographyClient> client;

  /**
   * The key with this identifier. Nothing is contacted yet.
   *
   * @param keyId without version: the current one signs
   * @param http makes the HTTP client when the first digest is signed
   */
  KeyVaultSealKey(URI keyId, TokenCredential credential, Supplier<HttpClient> http) {
    this.client =
        new Lazy<>(
            () ->
                new CryptographyClientBuilder()
                    .keyIdentifier(keyId.toString())
                    .credential(credential)
                    .httpClient(http.get())
                    .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
                    .disableKeyCaching() // else the client asks for the key before it signs
                    .buildClient());
  }

  @Override
  public Signature sign(byte[] digest) {
    try (CallLog log = RequestLog.call("key-vault")) {
      SignResult result = client.get().sign(SignatureAlgorithm.ES256, digest);
      log.answered(200);
      if (result.getSignature().length != LENGTH) {
        throw new IllegalStateException("Not a signature of ES256.");
      }
      String value = Base64.getUrlEncoder().withoutPadding().encodeToString(result.getSignature());
      return new Signature(result.getKeyId(), value);
    } catch (HttpResponseException e) {
      String status = "status " + e.getResponse().getStatusCode();
      throw new UnavailableException(AWAY, Failures.withoutMessages(e, status));
    } catch (RuntimeException e) {
      throw new UnavailableException(AWAY, Failures.withoutMessages(e));
    }
  }
}
