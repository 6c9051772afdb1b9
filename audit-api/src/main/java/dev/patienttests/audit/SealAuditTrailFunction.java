package dev.patienttests.audit;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import dev.patienttests.http.Endpoint;
import dev.patienttests.http.Failures;
import dev.patienttests.settings.SettingsException;
import java.util.function.Supplier;
import java.util.logging.Logger;

/** Seals the audit every five minutes. */
public final class SealAuditTrailFunction {
  private static final String OFF =
      "Sealing is off: under Core Tools without " + Sealing.KEY_ID + " and " + Sealing.SEALS_URL;

  private final Supplier<AuditApp> app;

  /** The worker makes an instance for every run; the parts behind it are shared. */
  public SealAuditTrailFunction() {
    this(AuditApp::shared);
  }

  SealAuditTrailFunction(Supplier<AuditApp> app) {
    this.app = app;
  }

  /**
   * SealAuditTrail: adds a seal over the tips of all chains; one more does no harm. By hand, with
   * the master key of a local host:
   *
   * <pre>{@code
   * curl -i http://localhost:7072/admin/functions/SealAuditTrail -H 'Content-Type: application/json' -d '{}'
   * }</pre>
   *
   * @param timer what the host says about the schedule; not looked at
   * @throws IllegalStateException when nothing could be sealed; the next run tries again
   */
  @FunctionName("SealAuditTrail")
  public void run(
      @TimerTrigger(name = "timer", schedule = "0 */5 * * * *") String timer,
      ExecutionContext context) {
    Endpoint.run(context, () -> seal(context.getLogger()));
  }

  private void seal(Logger log) {
    try {
      log.info(app.get().sealer().map(SealAuditTrailFunction::seal).orElse(OFF));
    } catch (SettingsException e) {
      throw e; // Its message names the setting and never holds its value.
    } catch (RuntimeException e) {
      // The host logs what is thrown, so no message of another part goes with it.
      throw new IllegalStateException("The audit was not sealed: " + Failures.describe(e));
    }
  }

  private static String seal(Sealer sealer) {
    return "The audit is sealed: number " + sealer.seal() + ".";
  }
}
