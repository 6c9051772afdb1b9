package dev.patienttests.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * What a running JVM was started with.
 *
 * @param options all of them, in their order
 * @param classPath its class path
 */
public record JvmOptions(List<String> options, String classPath) {
  private static final String ARGUMENTS = "jvm_args: ";

  /**
   * Asks a JVM.
   *
   * @throws IOException when the process is no JVM of this user
   */
  static JvmOptions of(long pid) throws IOException, InterruptedException {
    // The command line that jcmd tells ends early where a class path is long.
    Properties properties = new Properties();
    properties.load(new StringReader(asked(pid, "VM.system_properties")));
    return new JvmOptions(
        List.of(line(asked(pid, "VM.command_line"), ARGUMENTS).trim().split(" ")),
        properties.getProperty("java.class.path"));
  }

  private static String asked(long pid, String command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd says nothing of process " + pid + ": " + output);
    }
    return output;
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
