package dev.patienttests.local.stack.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes one part of the stack away, to see what the others do without it. */
@Command(name = "stop", description = "Stops one process or service, until ./pattern start NAME.")
public final class StopCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Parameters(
      paramLabel = "NAME",
      description = {
        "gateway, platform, cosmos, patient-api, audit-api, keyvault or entra;",
        "of two instances one: patient-api-1, patient-api-2, audit-api-1 or audit-api-2"
      })
  private String name;

  @Override
  public Integer call() {
    variant.running().stop(name);
    System.out.println(name + " is stopped; ./pattern start " + name + " brings it back.");
    return 0;
  }
}
