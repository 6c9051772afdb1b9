package dev.patienttests.local.stack.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where the named values of policy documents come from. */
final class NamedValueOptions {
  @Option(
      names = "--named-value",
      paramLabel = "NAME=VALUE",
      description = "a named value; may be given several times")
  private Map<String, String> given = new HashMap<>();

  @Option(
      names = "--secret",
      paramLabel = "NAME=VALUE",
      description = "a named value that is secret: neither a trace nor a refusal shows it")
  private Map<String, String> secrets = new HashMap<>();

  @Option(
      names = "--variant",
      defaultValue = "external",
      description =
          "parameter file in infra/variants that gives the named values of this project's own"
              + " documents (default: ${DEFAULT-VALUE})")
  private String variant;

  /** Named values by name, and the names of those that no trace may show. */
  record Given(Map<String, String> values, Set<String> secretNames) {
    /** What those say. */
    List<String> secrets() {
      return secretNames.stream().filter(values::containsKey).map(values::get).toList();
    }
  }

  /** Those of the deployment, for this project's files, and those of the command line. */
  Given all(List<Path> paths) {
    Map<String, String> values = new HashMap<>();
    Set<String> secretNames = new HashSet<>(secrets.keySet());
    PolicyFiles.deployed(paths, variant)
        .ifPresent(
            gateway -> {
              values.putAll(gateway.namedValues());
              secretNames.addAll(gateway.secretNames());
            });
    values.putAll(given);
    values.putAll(secrets);
    return new Given(values, secretNames);
  }
}
