package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.audit.Auditor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what seals are checked with, to be kept elsewhere. */
@Command(
    name = "key",
    description = {
      "Prints the public key of the seals as a JSON Web Key, as the auditor:",
      "what verify takes by --public-key."
    })
public final class AuditKeyCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Override
  public Integer call() {
    System.out.println(new Auditor(variant.running().auditor()).publicKey());
    return 0;
  }
}
