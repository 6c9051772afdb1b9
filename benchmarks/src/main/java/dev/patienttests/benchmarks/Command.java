package dev.patienttests.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A command that is measured as a whole process. */
public final class Command {
  private static final double NANOS_PER_SECOND = 1e9;

  private Command() {}

  /**
   * How long a command takes, in seconds; what it prints is thrown away.
   *
   * @throws IOException when it does not end with exit code 0
   */
  public static double seconds(Path directory, List<String> command)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(String.join(" ", command) + " ended with exit code " + exit);
    }
    return (System.nanoTime() - begin) / NANOS_PER_SECOND;
  }
}
