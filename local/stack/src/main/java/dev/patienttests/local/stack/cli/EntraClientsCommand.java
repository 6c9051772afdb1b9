package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.run.CallerAccess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says who may call the gateway with a token of the tenant. */
@Command(
    name = "clients",
    description =
        "Lists the clients: name, client id, roles on the gateway, what proves who it is.")
public final class EntraClientsCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Override
  public Integer call() {
    for (CallerAccess.Client client : variant.running().callers().clients()) {
      String proof =
          client.federatedCredentials().stream()
              .findFirst()
              .map(credential -> "tokens of " + credential.issuer())
              .orElse("a secret");
      System.out.printf(
          "%-15s  %s  %-18s  %s%n",
          client.name(), client.clientId(), String.join(",", client.roles()), proof);
    }
    return 0;
  }
}
