package dev.patienttests.local.cosmos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a store to one process: two would each trust what they remember of it. The system lets the
 * lock go when the process ends, however that ends.
 */
final class StoreLock implements AutoCloseable {

  private final FileChannel channel;

  /**
   * Locks a store by a file beside it.
   *
   * @throws IllegalStateException when it is in use
   */
  StoreLock(Path store) {
    try {
      this.channel =
          FileChannel.open(
              store.resolveSibling(store.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new IllegalStateException("Another process uses the store " + store);
      }
    } catch (OverlappingFileLockException e) {
      throw new IllegalStateException("This process uses the store " + store + " already", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
