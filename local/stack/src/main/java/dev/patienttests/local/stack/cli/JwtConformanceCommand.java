package dev.patienttests.local.stack.cli;

import dev.patienttests.local.gateway.conformance.JwtConformance;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The validation of tokens. */
@Command(
    name = "jwt",
    description = {
      "Validates each token of a file and prints those that end otherwise than in Microsoft's"
          + " library.",
      "A jwt-keys.json beside the file replaces the keys that are built in.",
      "Exit code 1 if any differs."
    })
final class JwtConformanceCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE.jsonl", description = "one case on each line")
  private Path named;

  @Override
  public Integer call() {
    return new JwtConformance().run(ConformanceCommand.existing(named), System.out);
  }
}
