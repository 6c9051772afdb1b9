package dev.patienttests.local.stack.cli;

import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.check.Finding;
import dev.patienttests.local.gateway.check.PolicyCheck;
import dev.patienttests.local.gateway.trace.Tracing;
import dev.patienttests.local.stack.project.UserError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds mistakes in policy documents. */
@Command(
    name = "check",
    description = {
      "Prints what is wrong with policy documents, one a line: file:line:column: level: message.",
      "error: the gateway refuses the document. warning: it breaks a convention of this project",
      "(four sections, calls with a timeout, no unchecked answer in the cache, no secret).",
      "Documents that are named together can include each other's fragments.",
      "Exit code 1 if there is an error or no document, or with --strict a warning."
    })
public final class PolicyCheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "documents, or folders to search for .xml files that are some")
  private List<Path> paths;

  @Option(
      names = "--assume",
      description =
          "take named values and fragments that are not known as given; what depends on them is"
              + " not judged")
  private boolean assume;

  @Option(names = "--strict", description = "warnings fail, too")
  private boolean strict;

  @Mixin private NamedValueOptions namedValues;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Path> existing = paths.stream().map(BicepFiles::existing).toList();
    List<PolicyDocument> documents = new ArrayList<>();
    for (Path path : existing) {
      List<PolicyDocument> found = PolicyFiles.below(path);
      if (found.isEmpty()) {
        throw new UserError("there is no policy document below " + path);
      }
      documents.addAll(found);
    }
    NamedValueOptions.Given given = namedValues.all(existing);
    SortedSet<Finding> findings = PolicyCheck.check(documents, given.values(), assume);
    PrintWriter out = spec.commandLine().getOut();
    // A refusal quotes what it refuses, which may be what a secret says.
    findings.forEach(finding -> out.println(Tracing.hidden(finding.toString(), given.secrets())));
    out.flush();
    long errors = findings.stream().filter(f -> f.level() == Finding.Level.ERROR).count();
    PrintWriter summary = spec.commandLine().getErr();
    summary.printf(
        "documents: %d, errors: %d, warnings: %d%n",
        documents.size(), errors, findings.size() - errors);
    summary.flush();
    return errors > 0 || (strict && !findings.isEmpty()) ? 1 : 0;
  }
}
