package dev.patienttests.local.cosmos;

import dev.patienttests.local.net.Daemons;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings the indexes of an account up to date a moment after a write, for all documents that were
 * written meanwhile. No writer waits for it; a query does, so that it sees every write before it.
 */
final class Indexer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Indexer.class.getName());
  private static final long MOMENT_MS = 200;
  private static final long LONGEST_CLOSE_S = 60;

  private final SqliteFile file;
  private final IndexTables indexes;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("cosmos-indexer"));
  private final AtomicBoolean scheduled = new AtomicBoolean();

  Indexer(SqliteFile file, IndexTables indexes) {
    this.file = file;
    this.indexes = indexes;
  }

  /** Returns when the indexes have all that is written. */
  void catchUp() {
    if (indexes.isBehind()) {
      indexes.caughtUp(file.write(indexes::catchUp));
    }
  }

  /** Sees to it that the indexes catch up soon. */
  void catchUpSoon() {
    if (indexes.isBehind() && scheduled.compareAndSet(false, true)) {
      var unused = worker.schedule(this::run, MOMENT_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void run() {
    scheduled.set(false);
    try {
      catchUp();
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "The indexes are behind; the next query tries again", e);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(LONGEST_CLOSE_S, TimeUnit.SECONDS)) {
        LOG.warning("The indexes are still being written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
