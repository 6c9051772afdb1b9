package dev.patienttests.local.stack.run;

import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two supervisors from sharing one state directory; goes away with its process. */
final class StateLock implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;

  private StateLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws UserError when another process has it
   */
  static StateLock of(StateDirectory state) {
    Path file = state.path().resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new UserError("another stack is using " + state.path() + ": ./pattern down ends it");
      }
      return new StateLock(state.path(), channel);
    } catch (IOException e) {
      throw new UserError("cannot lock " + file + ": " + e.getMessage(), e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** What is locked. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UserError("cannot unlock " + folder + ": " + e.getMessage(), e);
    }
  }
}
