package dev.patienttests.local.net.conformance;

import java.io.PrintStream;
import java.util.List;

/**
 * How one case ended that holds a part of the stack against a recorded answer of the real thing.
 *
 * @param explanation what differs, or why the case is declined; empty when it passed
 */
public record ConformanceResult(String id, Outcome outcome, String explanation) {
  /** How a case can end. */
  public enum Outcome {
    PASSED,
    DIFFERING,
    /** Declined by us, with a reason. */
    REFUSED
  }

  /** A case that ended as recorded. */
  public static ConformanceResult passed(String id) {
    return new ConformanceResult(id, Outcome.PASSED, "");
  }

  /** A case that ended otherwise. */
  public static ConformanceResult differing(String id, String explanation) {
    return new ConformanceResult(id, Outcome.DIFFERING, explanation);
  }

  /** A case that is declined. */
  public static ConformanceResult refused(String id, String reason) {
    return new ConformanceResult(id, Outcome.REFUSED, reason);
  }

  /**
   * Prints each that differs or is refused, and the counts.
   *
   * @return the exit code: 0 when none differs, 1 otherwise
   */
  public static int report(List<ConformanceResult> results, PrintStream out) {
    for (ConformanceResult result : results) {
      if (result.outcome() != Outcome.PASSED) {
        out.printf("%s %s: %s%n", result.outcome(), result.id(), result.explanation());
      }
    }
    long differing = count(results, Outcome.DIFFERING);
    out.printf(
        "%d passed, %d differing, %d refused%n",
        count(results, Outcome.PASSED), differing, count(results, Outcome.REFUSED));
    return differing == 0 ? 0 : 1;
  }

  private static long count(List<ConformanceResult> results, Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }
}
