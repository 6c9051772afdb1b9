package dev.patienttests.local.stack.cli;

import dev.patienttests.local.bicep.Bicep;
import dev.patienttests.local.bicep.DeploymentContext;
import dev.patienttests.local.bicep.Diagnostic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds mistakes in Bicep. */
@Command(
    name = "check",
    description = {
      "Prints what is wrong with Bicep files, one a line: file:line:column: level CODE: message.",
      "Exits with 1 if there is an error."
    })
public final class BicepCheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = ".bicep and .bicepparam files, or folders to search for them")
  private List<Path> paths;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Set<Diagnostic> found = new LinkedHashSet<>();
    int files = 0;
    for (Path argument : paths) {
      Path path = BicepFiles.existing(argument);
      Path root = BicepFiles.root(path);
      DeploymentContext context =
          DeploymentContext.of(root).withNow(Instant.now()).withEnvironment(System.getenv());
      for (Path file : BicepFiles.below(path)) {
        files++;
        Bicep.check(file, context).forEach(item -> found.add(BicepFiles.shown(item, root)));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    found.forEach(out::println);
    out.flush();
    long errors =
        found.stream().filter(item -> item.severity() == Diagnostic.Severity.ERROR).count();
    PrintWriter summary = spec.commandLine().getErr();
    summary.printf(
        "%d %s, %d %s%n",
        files, files == 1 ? "file" : "files", errors, errors == 1 ? "error" : "errors");
    summary.flush();
    return errors == 0 ? 0 : 1;
  }
}
