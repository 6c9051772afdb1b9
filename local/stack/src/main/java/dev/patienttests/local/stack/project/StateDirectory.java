package dev.patienttests.local.stack.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What a variant keeps between runs: keys, certificates, documents, logs. Nobody but its owner can
 * read it.
 *
 * @param path the folder, {@code .local/<variant>}
 */
public record StateDirectory(Path path) {

  /** Makes the folder, and those for logs and running processes, if they are missing. */
  public StateDirectory create() {
    try {
      Files.createDirectories(logs());
      Files.createDirectories(run());
      if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes all of it: the next start begins anew. */
  public void delete() {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The development CA. */
  public Path ca() {
    return path.resolve("ca");
  }

  /** Certificates and configuration of the running processes. */
  public Path run() {
    return path.resolve("run");
  }

  /** One log per process. */
  public Path logs() {
    return path.resolve("logs");
  }

  /** How a running stack is reached; absent when none runs. */
  public Path control() {
    return path.resolve("control.json");
  }

  /** Hashes of what was deployed last. */
  public Path deployedInputs() {
    return path.resolve("deployed-inputs.json");
  }

  /** Names and keys that Azure would make up, made up once. */
  public Path inventory() {
    return path.resolve("inventory.json");
  }

  /** Data of a part of the stack. */
  public Path data(String part) {
    return path.resolve("data").resolve(part);
  }

  /** The deployed copy of a function app's package. */
  public Path deployedApp(String app) {
    return path.resolve("apps").resolve(app);
  }
}
