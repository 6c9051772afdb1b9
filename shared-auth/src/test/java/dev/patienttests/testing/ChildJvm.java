package dev.patienttests.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own: azure-identity keeps tokens for a whole process and reads the process's
 * environment, and the trust store is a property of the JVM.
 */
public final class ChildJvm {
  /** What the process printed. */
  public record Result(int exit, List<String> out, String err) {}

  private ChildJvm() {}

  public static Result run(
      Path directory, Map<String, String> environment, List<String> options, List<String> program)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path")));
    command.addAll(options);
    command.addAll(program);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> !"PATH".equals(name));
    builder.environment().putAll(environment);
    Path out = directory.resolve("out.txt");
    Path err = directory.resolve("err.txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        throw new IOException("The child did not end: " + read(err));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), read(out).lines().toList(), read(err));
  }

  private static String read(Path file) throws IOException {
    return java.nio.file.Files.readString(file, StandardCharsets.UTF_8);
  }
}
