package dev.patienttests.patient;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import dev.patienttests.http.Endpoint;
import dev.patienttests.http.Failures;
import java.util.function.Supplier;

/** Closes attempts to write that were left open; the host runs it on one instance at a time. */
public final class ReconcileAttemptsFunction {
  private final Supplier<PatientApp> app;

  /** The worker makes an instance for every run; the parts behind it are shared. */
  public ReconcileAttemptsFunction() {
    this(PatientApp::shared);
  }

  ReconcileAttemptsFunction(Supplier<PatientApp> app) {
    this.app = app;
  }

  /**
   * ReconcileAttempts: every five minutes, see {@link Reconciler}. It fails when the audit or the
   * store is away, and the next run makes up for it.
   *
   * <pre>{@code
   * curl -i http://localhost:7071/admin/functions/ReconcileAttempts \
   *   -H 'Content-Type: application/json' -d '{}'
   * }</pre>
   */
  @FunctionName("ReconcileAttempts")
  public void run(
      @TimerTrigger(name = "timer", schedule = "0 */5 * * * *") String timer,
      ExecutionContext context) {
    Endpoint.run(context, () -> reconcile(context));
  }

  private void reconcile(ExecutionContext context) {
    try {
      int closed = app.get().reconciler().run();
      context.getLogger().info(() -> "Closed " + closed + " attempts.");
    } catch (RuntimeException e) {
      // The worker logs the message of what is thrown, so none of it is passed on.
      throw new IllegalStateException("Attempts could not be reconciled: " + Failures.describe(e));
    }
  }
}
