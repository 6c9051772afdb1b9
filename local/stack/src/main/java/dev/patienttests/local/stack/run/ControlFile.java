package dev.patienttests.local.stack.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.net.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How commands reach the running stack: written by {@code up}, readable by its owner alone.
 *
 * @param port loopback port of the control server
 * @param token secret that it asks for
 * @param pid process id of the supervisor
 */
public record ControlFile(int port, String token, long pid) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes it in one step, for its owner alone. */
  public void write(Path file) {
    try {
      ConfigFile.write(file, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads it; empty where no stack has been started. */
  public static Optional<ControlFile> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), ControlFile.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
