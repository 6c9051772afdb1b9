package dev.patienttests.local.stack.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does to the signing keys what issuers do from time to time. */
@Command(
    name = "roll-keys",
    description = {
      "New tokens are signed with the next key from now on, which is published already.",
      "The key before stays published for 25 hours, until its last token has ended."
    })
public final class EntraRollKeysCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Option(
      names = "--issuer",
      paramLabel = "ISSUER",
      defaultValue = "entra",
      description =
          "entra, external-id or the host name of a federated one (default: ${DEFAULT-VALUE})")
  private String issuer;

  @Option(
      names = "--retire",
      description = {
        "publishes replaced keys no more, as after a leak:",
        "tokens that they signed are refused once validators have fetched the keys again, those",
        "that gateway and apps keep among them: restart these"
      })
  private boolean retire;

  @Override
  public Integer call() {
    var running = variant.running();
    running.keys(issuer, "roll");
    System.out.println("New tokens of " + issuer + " are signed with the next key.");
    if (retire) {
      running.keys(issuer, "retire");
      System.out.println("The key before is published no more.");
    }
    return 0;
  }
}
