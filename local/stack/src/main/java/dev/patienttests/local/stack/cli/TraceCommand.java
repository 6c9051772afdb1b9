package dev.patienttests.local.stack.cli;

import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.trace.TraceLogs;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the way of one request. */
@Command(
    name = "trace",
    description = {
      "Prints the way of a request through the parts, with statuses and durations.",
      "Exit code 1 when no log knows it."
    })
public final class TraceCommand implements Callable<Integer> {
  @Mixin private VariantOption variant;

  @Parameters(
      paramLabel = "ID",
      description = "request id (x-pattern-trace of an answer) or trace id (traceId of a problem)")
  private String id;

  @Override
  public Integer call() throws IOException {
    List<String> way = new TraceLogs(variant.state().logs()).way(id);
    if (way.isEmpty()) {
      throw new UserError("no log knows a request or trace " + id);
    }
    way.forEach(System.out::println);
    return 0;
  }
}
