package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.callers.CallerTokens;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a client proves itself with. */
@Command(
    name = "client-secret",
    description = "Prints the secret of a client, to ask Entra ID for tokens with it.")
public final class EntraSecretCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Parameters(paramLabel = "NAME", description = "such as clinic-desk")
  private String client;

  @Override
  public Integer call() {
    System.out.println(new CallerTokens(variant.running().callers()).secret(client));
    return 0;
  }
}
