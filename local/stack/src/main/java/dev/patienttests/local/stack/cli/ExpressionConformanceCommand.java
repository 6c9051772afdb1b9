package dev.patienttests.local.stack.cli;

import dev.patienttests.local.gateway.expression.ExpressionConformance;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The gateway's expressions. */
@Command(
    name = "expressions",
    description = {
      "Compiles and evaluates each expression of a file and prints those that differ from .NET.",
      "A default-context.json beside the file replaces the context that is built in.",
      "Exit code 1 if any differs."
    })
final class ExpressionConformanceCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE.jsonl", description = "one case on each line")
  private Path named;

  @Override
  public Integer call() {
    return new ExpressionConformance().run(ConformanceCommand.existing(named), System.out);
  }
}
