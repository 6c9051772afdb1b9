package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The indexes of an account's containers. Each entry is a key and the document that has it.
 *
 * <p>The transaction that writes a document leaves them as they are; {@link #catchUp} changes them
 * later. A new document is one with a higher number than those before, and of a change the
 * transaction notes, in {@code index_pending}, which version the entries are of. Both are in the
 * file, so they outlive a process that is killed between the two.
 */
final class IndexTables {

  static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE IF NOT EXISTS indexes ("
              + "number INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " container INTEGER NOT NULL, definition TEXT NOT NULL,"
              + " UNIQUE (container, definition)) STRICT",
          "CREATE TABLE IF NOT EXISTS index_entries ("
              + "number INTEGER NOT NULL, key BLOB NOT NULL, item INTEGER NOT NULL,"
              + " PRIMARY KEY (number, key, item)) STRICT, WITHOUT ROWID",
          // before: the version that the entries are of, null where there are none
          "CREATE TABLE IF NOT EXISTS index_pending ("
              + "item INTEGER PRIMARY KEY,"
              + " container INTEGER NOT NULL REFERENCES containers ON DELETE CASCADE,"
              + " pk TEXT NOT NULL, before BLOB) STRICT",
          // the last document that was new to the indexes
          "CREATE TABLE IF NOT EXISTS index_progress ("
              + "account INTEGER PRIMARY KEY CHECK (account = 1),"
              + " through INTEGER NOT NULL) STRICT",
          // a file without it has entries or a note of each document
          "INSERT OR IGNORE INTO index_progress SELECT 1, coalesce(max(seq), 0) FROM items");

  /** The number of the last document that was new to the indexes. */
  static final String THROUGH = "SELECT through FROM index_progress";

  private static final int AT_ONCE = 1_000;

  /** An index and the number of its entries' rows. */
  record Index(long number, IndexDefinition definition) {}

  private final Map<Long, List<Index>> byContainer = new ConcurrentHashMap<>();
  private final ReadWriteLock changing = new ReentrantReadWriteLock();

  /** Counts writes of documents that are indexed, and as one what the file may lack at first. */
  private final AtomicLong written = new AtomicLong(1);

  /** How many of them have their entries, for every reader. */
  private final AtomicLong entered = new AtomicLong();

  /** The indexes of a container; they stay while the caller is inside {@link #unchanged}. */
  List<Index> of(StoredContainer container) {
    return byContainer.getOrDefault(container.number(), List.of());
  }

  /** Runs work during which no index comes or goes. */
  <T> T unchanged(Supplier<T> work) {
    changing.readLock().lock();
    try {
      return work.get();
    } finally {
      changing.readLock().unlock();
    }
  }

  /** Runs work that may call {@link #build} and {@link #drop}. */
  <T> T change(Supplier<T> work) {
    changing.writeLock().lock();
    try {
      return work.get();
    } finally {
      changing.writeLock().unlock();
    }
  }

  /** Drops the indexes that a container's policy no longer has, and builds those that it lacks. */
  void build(SqliteFile.Session session, StoredContainer container) throws SQLException {
    Map<String, Long> stored = new LinkedHashMap<>();
    try (ResultSet rows =
        session
            .prepare(
                "SELECT definition, number FROM indexes WHERE container = ?", container.number())
            .executeQuery()) {
      while (rows.next()) {
        stored.put(rows.getString(1), rows.getLong(2));
      }
    }
    List<Index> all = new ArrayList<>();
    List<Index> missing = new ArrayList<>();
    for (IndexDefinition definition : container.indexes()) {
      Long number = stored.remove(definition.text());
      if (number == null) {
        session.update(
            "INSERT INTO indexes (container, definition) VALUES (?, ?)",
            container.number(),
            definition.text());
        number = session.number("SELECT last_insert_rowid()");
        missing.add(new Index(number, definition));
      }
      all.add(new Index(number, definition));
    }
    for (long number : stored.values()) {
      dropIndex(session, number);
    }
    if (!missing.isEmpty()) {
      fill(session, container, missing);
    }
    byContainer.put(container.number(), List.copyOf(all));
  }

  /** Drops all indexes of a container. */
  void drop(SqliteFile.Session session, StoredContainer container) throws SQLException {
    for (Index index : of(container)) {
      dropIndex(session, index.number());
    }
    byContainer.remove(container.number());
  }

  private static void dropIndex(SqliteFile.Session session, long number) throws SQLException {
    session.update("DELETE FROM index_entries WHERE number = ?", number);
    session.update("DELETE FROM indexes WHERE number = ?", number);
  }

  /** Sorts before it inserts: entries that come in order are many times faster. */
  private static void fill(
      SqliteFile.Session session, StoredContainer container, List<Index> indexes)
      throws SQLException {
    session.update(
        "CREATE TEMP TABLE IF NOT EXISTS unsorted (number INTEGER, key BLOB, item INTEGER)");
    try (ResultSet rows =
        session
            .prepare("SELECT seq, pk, body FROM items WHERE container = ?", container.number())
            .executeQuery()) {
      while (rows.next()) {
        JsonNode document = Json.stored(rows.getBytes(3));
        for (Index index : indexes) {
          for (byte[] key : index.definition().keys(rows.getString(2), document)) {
            session.update(
                "INSERT INTO temp.unsorted (number, key, item) VALUES (?, ?, ?)",
                index.number(),
                key,
                rows.getLong(1));
          }
        }
      }
    }
    session.update(
        "INSERT INTO index_entries SELECT number, key, item FROM temp.unsorted"
            + " ORDER BY number, key, item");
    session.update("DELETE FROM temp.unsorted");
  }

  /** A document was added. */
  void added(StoredContainer container) {
    if (!of(container).isEmpty()) {
      written.incrementAndGet();
    }
  }

  /** Notes that a document changes or goes, of which this version is stored. */
  void changes(
      SqliteFile.Session session, StoredContainer container, String partitionKey, Item before)
      throws SQLException {
    if (!of(container).isEmpty()) {
      session.update(
          "INSERT OR IGNORE INTO index_pending (item, container, pk, before) VALUES (?, ?, ?, ?)",
          before.sequence(),
          container.number(),
          partitionKey,
          before.body());
      written.incrementAndGet();
    }
  }

  /** Whether there may be something to catch up with. */
  boolean isBehind() {
    return entered.get() < written.get();
  }

  /**
   * Makes all entries those of the documents as they are.
   *
   * @return what {@link #caughtUp} takes once the transaction is committed: no reader sees the
   *     entries before
   */
  long catchUp(SqliteFile.Session session) throws SQLException {
    long last = written.get(); // nobody else writes meanwhile
    IndexChanges changes = new IndexChanges();
    try (ResultSet rows =
        session
            .prepare(
                "SELECT p.item, p.container, p.pk, p.before, i.body FROM index_pending p"
                    + " LEFT JOIN items i ON i.seq = p.item")
            .executeQuery()) {
      while (rows.next()) {
        Optional<JsonNode> before = stored(rows.getBytes(4));
        Optional<JsonNode> now = stored(rows.getBytes(5));
        for (Index index : byContainer.getOrDefault(rows.getLong(2), List.of())) {
          String partitionKey = rows.getString(3);
          changes.add(
              index.number(),
              rows.getLong(1),
              keys(index, partitionKey, before),
              keys(index, partitionKey, now));
        }
      }
    }
    changes.write(session);
    session.update("DELETE FROM index_pending");
    enterNew(session);
    return last;
  }

  /** Takes note that what {@link #catchUp} has changed is stored. */
  void caughtUp(long last) {
    entered.accumulateAndGet(last, Math::max);
  }

  private void enterNew(SqliteFile.Session session) throws SQLException {
    long through = session.number(THROUGH);
    long last = through;
    int read;
    do {
      read = 0;
      IndexChanges changes = new IndexChanges();
      try (ResultSet rows =
          session
              .prepare(
                  "SELECT seq, container, pk, body FROM items WHERE seq > ? ORDER BY seq LIMIT ?",
                  last,
                  AT_ONCE)
              .executeQuery()) {
        while (rows.next()) {
          read++;
          last = rows.getLong(1);
          List<Index> all = byContainer.getOrDefault(rows.getLong(2), List.of());
          Optional<JsonNode> now = all.isEmpty() ? Optional.empty() : stored(rows.getBytes(4));
          for (Index index : all) {
            changes.add(index.number(), last, List.of(), keys(index, rows.getString(3), now));
          }
        }
      }
      changes.write(session);
    } while (read == AT_ONCE);
    if (last > through) {
      reached(session, last);
    }
  }

  /** Says that the indexes know all documents up to this one. */
  void reached(SqliteFile.Session session, long last) throws SQLException {
    session.update("UPDATE index_progress SET through = ?", last);
  }

  private static Optional<JsonNode> stored(byte[] body) {
    return Optional.ofNullable(body).map(Json::stored);
  }

  private static List<byte[]> keys(Index index, String partitionKey, Optional<JsonNode> document) {
    return document
        .map(present -> index.definition().keys(partitionKey, present))
        .orElse(List.of());
  }
}
