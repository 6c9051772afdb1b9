package dev.patienttests.local.functions.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the Functions Maven plugin staged: host.json and a folder for each function. */
record StagedApp(HostJson host, List<FunctionDefinition> functions) {

  /**
   * Reads a staged app.
   *
   * @throws StagedAppException for anything that is missing or not supported, by name
   */
  static StagedApp read(Path folder, AppSettings settings) {
    HostJson host = HostJson.read(folder.resolve("host.json"));
    try (Stream<Path> entries = Files.list(folder)) {
      List<FunctionDefinition> functions =
          entries
              .filter(each -> Files.isRegularFile(each.resolve("function.json")))
              .sorted()
              .map(each -> FunctionDefinition.read(each, settings))
              .filter(each -> host.functions().map(it -> it.contains(each.name())).orElse(true))
              .toList();
      return new StagedApp(host, functions);
    } catch (IOException e) {
      throw new StagedAppException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
