package dev.patienttests.local.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner can read, where the file system knows owners. */
public final class PrivateFiles {
  private PrivateFiles() {}

  /**
   * Replaces a file in one step, so that no reader sees half of it.
   *
   * @throws IOException when it cannot be written; the old content is then still there
   */
  public static void write(Path file, byte[] content) throws IOException {
    replace(file, content, false);
  }

  /**
   * The same for what must outlive a crash of the machine: it returns once the content is on disk.
   *
   * @throws IOException when it cannot be written; the old content is then still there
   */
  public static void writeDurably(Path file, byte[] content) throws IOException {
    replace(file, content, true);
  }

  /**
   * Makes a directory with those above it.
   *
   * @throws IOException when it cannot be made
   */
  public static void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory, attributes("rwx------"));
  }

  private static void replace(Path file, byte[] content, boolean durable) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path draft =
        Files.createTempFile(
            directory, file.getFileName().toString(), ".tmp", attributes("rw-------"));
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        if (durable) {
          channel.force(true);
        }
      }
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
