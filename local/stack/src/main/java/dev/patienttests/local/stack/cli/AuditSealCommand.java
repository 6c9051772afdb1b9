package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.run.StackProcesses;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Seals the trail without waiting for the next time. */
@Command(name = "seal", description = "Runs audit-api's timer now, which seals the chains.")
public final class AuditSealCommand implements Callable<Integer> {
  private static final String FUNCTION = "SealAuditTrail";

  @Mixin private VariantOption variant;

  @Override
  public Integer call() {
    String end = variant.running().run(StackProcesses.AUDIT_API, FUNCTION);
    System.out.println(FUNCTION + " " + end);
    return end.equals("completed") ? 0 : 1;
  }
}
