package dev.patienttests.local.cosmos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Asks Docker's daemon, since its command alone runs no container. */
final class DockerInfo {
  private static final int PATIENCE_SECONDS = 10;

  private DockerInfo() {}

  /** Empty when {@code docker info} succeeds, else its last line or what kept it from running. */
  static String whyItIsMissing() {
    try {
      Path output = Files.createTempFile("docker-info", ".txt");
      try {
        return answer(output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static String answer(Path output) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("docker", "info")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return "no answer in " + PATIENCE_SECONDS + " s";
    }
    return process.exitValue() == 0
        ? ""
        : Files.readAllLines(output).stream()
            .filter(line -> !line.isBlank())
            .reduce((earlier, later) -> later)
            .orElse("exit code " + process.exitValue());
  }
}
