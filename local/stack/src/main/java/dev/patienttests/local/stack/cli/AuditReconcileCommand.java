package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.run.StackProcesses;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Completes what was attempted and never said how it ended. */
@Command(
    name = "reconcile",
    description = "Runs patient-api's timer now, which completes open attempts.")
public final class AuditReconcileCommand implements Callable<Integer> {
  private static final String FUNCTION = "ReconcileAttempts";

  @Mixin private VariantOption variant;

  @Override
  public Integer call() {
    String end = variant.running().run(StackProcesses.PATIENT_API, FUNCTION);
    System.out.println(FUNCTION + " " + end);
    return end.equals("completed") ? 0 : 1;
  }
}
