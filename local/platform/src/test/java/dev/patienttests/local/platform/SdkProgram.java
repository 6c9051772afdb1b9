package dev.patienttests.local.platform;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.HttpResponseException;
import com.azure.identity.ManagedIdentityCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.SignResult;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import java.security.MessageDigest;

/**
 * Uses Microsoft's SDKs as an app does; a process of its own, since they read their settings from
 * the environment and keep tokens for the process's life. Prints one line per step.
 */
final class SdkProgram {

  private SdkProgram() {}

  public static void main(String[] args) throws Exception {
    ManagedIdentityCredential credential =
        new ManagedIdentityCredentialBuilder().clientId(args[0]).build();
    SecretClient client =
        new SecretClientBuilder().vaultUrl(args[1]).credential(credential).buildClient();
    System.out.println("own " + client.getSecret("own").getValue());
    System.out.println("other " + statusOf(() -> client.getSecret("other")));
    System.out.println("version " + statusOf(() -> client.getSecret("own", "0".repeat(32))));
    sign(credential, args[1] + "/keys/seal");
    JsonWebKey shown =
        new KeyClientBuilder()
            .vaultUrl(args[1])
            .credential(credential)
            .buildClient()
            .getKey("shown")
            .getKey();
    System.out.println("shown " + shown.getCurveName() + " " + shown.hasPrivateKey());
    String token =
        credential
            .getTokenSync(new TokenRequestContext().addScopes(args[2] + "/.default"))
            .getToken();
    System.out.println("token " + (token.split("\\.", -1).length == 3));
  }

  /** As an app signs: without version, and without asking for the public part. */
  private static void sign(ManagedIdentityCredential credential, String key) throws Exception {
    CryptographyClient client =
        new CryptographyClientBuilder()
            .keyIdentifier(key)
            .credential(credential)
            .disableKeyCaching()
            .buildClient();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(new byte[] {1, 2, 3});
    SignResult result = client.sign(SignatureAlgorithm.ES256, digest);
    System.out.println("signature " + result.getSignature().length);
    System.out.println("version " + result.getKeyId().matches(key + "/[0-9a-f]{32}"));
  }

  private static int statusOf(Runnable call) {
    try {
      call.run();
      return 200;
    } catch (HttpResponseException e) {
      return e.getResponse().getStatusCode();
    }
  }
}
