package dev.patienttests.local.platform;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.HttpResponseException;
import com.azure.identity.ManagedIdentityCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;

/**
 * Uses Microsoft's SDKs as an app does; a process of its own, since they read their settings from
 * the environment and keep tokens for the process's life. Prints one line per step.
 */
final class SdkProgram {

  private SdkProgram() {}

  public static void main(String[] args) {
    ManagedIdentityCredential credential =
        new ManagedIdentityCredentialBuilder().clientId(args[0]).build();
    SecretClient client =
        new SecretClientBuilder().vaultUrl(args[1]).credential(credential).buildClient();
    System.out.println("own " + client.getSecret("own").getValue());
    System.out.println("other " + statusOf(() -> client.getSecret("other")));
    System.out.println("version " + statusOf(() -> client.getSecret("own", "0".repeat(32))));
    String token =
        credential
            .getTokenSync(new TokenRequestContext().addScopes(args[2] + "/.default"))
            .getToken();
    System.out.println("token " + (token.split("\\.", -1).length == 3));
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
