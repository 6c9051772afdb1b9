package dev.patienttests.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A script, run by bash. */
final class ScriptRun {
  static final Path BASH = Path.of("/bin/bash");

  private ScriptRun() {}

  /**
   * Runs it to its end.
   *
   * @param folder whose executables come before all others of the same name; takes the output, too
   * @param exit the exit code that it must have
   * @return what it printed on both outputs
   */
  static String output(Path script, Path folder, int exit, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(BASH.toString(), script.toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(output);
    assertThat(process.exitValue()).as(text).isEqualTo(exit);
    return text;
  }
}
