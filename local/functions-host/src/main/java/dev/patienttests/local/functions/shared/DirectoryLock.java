package dev.patienttests.local.functions.shared;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * A lock that one instance of a site holds at a time. The operating system lets it go when its
 * process ends, however that ends. It also does when any thread of the process closes the file, so
 * each user of a lock keeps its own threads apart before it comes here.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private final FileChannel channel;
  private final FileLock lock;

  private DirectoryLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes a lock unless it is held, by another thread of this process too.
   *
   * @param file the lock's file, which stays; its directory is made where it is missing
   */
  public static Optional<DirectoryLock> tryAcquire(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new DirectoryLock(channel, lock));
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process holds it.
      channel.close();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** Takes a lock, waiting for it at most so long. */
  public static Optional<DirectoryLock> acquire(Path file, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<DirectoryLock> lock = tryAcquire(file);
    while (lock.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE.toMillis());
      lock = tryAcquire(file);
    }
    return lock;
  }

  @Override
  public void close() throws IOException {
    try {
      lock.release();
    } finally {
      channel.close();
    }
  }
}
