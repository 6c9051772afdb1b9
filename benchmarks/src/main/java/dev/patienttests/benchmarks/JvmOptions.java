package dev.patienttests.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The options that a running JVM was started with. */
final class JvmOptions {
  private static final String ARGUMENTS = "jvm_args: ";

  private JvmOptions() {}

  /**
   * Those that say how the JVM works: memory, collector, compiler. Left out are system properties,
   * which belong to the program, and a class-data archive, which fits one class path alone.
   *
   * @throws IOException when the process is no JVM of this user
   */
  static List<String> of(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), "VM.command_line")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd says nothing of process " + pid + ": " + output);
    }
    return output
        .lines()
        .filter(line -> line.startsWith(ARGUMENTS))
        .flatMap(line -> Stream.of(line.substring(ARGUMENTS.length()).split(" ")))
        .filter(option -> option.startsWith("-X") && !option.contains("SharedArchiveFile"))
        .toList();
  }
}
