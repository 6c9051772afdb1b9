package dev.patienttests.local.gateway.trace;

import dev.patienttests.local.gateway.trace.RequestTrace.Change;
import dev.patienttests.local.gateway.trace.RequestTrace.Step;
import java.time.Duration;
import java.util.Locale;

/** A trace as people read it. */
public final class TraceText {
  private static final double NANOS_PER_MILLI = 1_000_000;

  private TraceText() {}

  /** Lines for the request, for each policy, and below it for what it changed. */
  public static String of(RequestTrace trace) {
    StringBuilder out = new StringBuilder();
    out.append(trace.target()).append('\n');
    if (!trace.names().isEmpty()) {
      out.append(String.join(", ", trace.names())).append('\n');
    }
    String section = "";
    for (Step step : trace.steps()) {
      if (!step.place().section().equals(section)) {
        section = step.place().section();
        out.append(section).append('\n');
      }
      append(step, out);
    }
    if (trace.dropped() > 0) {
      out.append("and ").append(trace.dropped()).append(" more policies\n");
    }
    trace
        .error()
        .ifPresent(
            e ->
                out.append("error ")
                    .append(e.source() + ": " + e.reason() + ": " + e.message())
                    .append('\n'));
    out.append("response ").append(trace.status()).append(" after ").append(millis(trace.took()));
    return out.append('\n').toString();
  }

  private static void append(Step step, StringBuilder out) {
    String indent = "  ".repeat(step.depth() + 1);
    out.append(indent)
        .append(step.place().scope())
        .append(' ')
        .append(step.place().policy())
        .append(step.place().id().map(id -> " id=" + id).orElse(""))
        .append("  ")
        .append(step.place().position())
        .append("  ")
        .append(millis(step.took()));
    if (!step.outcome().equals("continued")) {
      out.append("  ").append(step.outcome());
    }
    if (!step.branches().isEmpty()) {
      out.append("  ").append(String.join(", ", step.branches()));
    }
    out.append('\n');
    for (Change change : step.changes()) {
      out.append(indent)
          .append("    ")
          .append(change.what())
          .append(": ")
          .append(change.before().orElse("none"))
          .append(" -> ")
          .append(change.after().orElse("none"))
          .append('\n');
    }
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / NANOS_PER_MILLI);
  }
}
