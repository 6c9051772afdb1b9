package dev.patienttests.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What a running JVM was started with.
 *
 * @param options all of them, in their order
 * @param classPath its class path
 */
public record JvmOptions(List<String> options, String classPath) {
  private static final String ARGUMENTS = "jvm_args: ";
  private static final String CLASS_PATH = "java_class_path (initial): ";

  /**
   * Asks a JVM.
   *
   * @throws IOException when the process is no JVM of this user
   */
  static JvmOptions of(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), "VM.command_line")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd says nothing of process " + pid + ": " + output);
    }
    return new JvmOptions(
        List.of(line(output, ARGUMENTS).trim().split(" ")), line(output, CLASS_PATH));
  }

  private static String line(String output, String begin) {
    return output
        .lines()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length()))
        .findFirst()
        .orElse("");
  }

  /**
   * Those that say how the JVM works: memory, collector, compiler. Left out are system properties,
   * which belong to the program, and a class-data archive, which fits one class path alone.
   */
  public List<String> ofMachine() {
    return options.stream()
        .filter(option -> option.startsWith("-X") && !option.contains("SharedArchiveFile"))
        .toList();
  }
}
