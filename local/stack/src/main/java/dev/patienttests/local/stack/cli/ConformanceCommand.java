package dev.patienttests.local.stack.cli;

import dev.patienttests.local.functions.conformance.RouteConformance;
import dev.patienttests.local.stack.project.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Holds parts of the stack against answers of the real thing. */
@Command(
    name = "conformance",
    description = "Compares parts of the stack with recorded answers of the real thing.",
    subcommands = {
      ConformanceCommand.Routes.class,
      ExpressionConformanceCommand.class,
      JwtConformanceCommand.class
    })
public final class ConformanceCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new UserError(
        "say what to compare: ./pattern conformance routes|expressions|jwt FILE.jsonl");
  }

  /** The file, relative to where the person stands, not where the launcher changed to. */
  static Path existing(Path named) {
    Path file = Path.of(System.getProperty("pattern.directory", "")).resolve(named);
    if (!Files.isRegularFile(file)) {
      throw new UserError("there is no file " + file);
    }
    return file;
  }

  /** The Functions host's routing. */
  @Command(
      name = "routes",
      description = {
        "Sends each case of a file to the Functions host's listener and prints those that differ.",
        "Exit code 1 if any does."
      })
  static final class Routes implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.jsonl", description = "one case on each line")
    private Path named;

    @Override
    public Integer call() {
      return new RouteConformance().run(existing(named), System.out);
    }
  }
}
