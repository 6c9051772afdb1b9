package dev.patienttests.local.stack.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the named values of policy documents come from. */
final class NamedValueOptions {
  @Option(
      names = "--named-value",
      paramLabel = "NAME=VALUE",
      description = "a named value; may be given several times")
  private Map<String, String> given = new HashMap<>();

  @Option(
      names = "--variant",
      defaultValue = "external",
      description =
          "parameter file in infra/variants that gives the named values of this project's own"
              + " documents (default: ${DEFAULT-VALUE})")
  private String variant;

  /** Those of the deployment, for this project's files, and those of the command line. */
  Map<String, String> all(List<Path> paths) {
    Map<String, String> values = PolicyFiles.namedValues(paths, variant);
    values.putAll(given);
    return values;
  }
}
