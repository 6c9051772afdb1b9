package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The indexes of an account's containers. Each entry is a key and the document that has it.
 *
 * <p>The transaction that writes a document only notes, in {@code index_pending}, that its entries
 * are those of another version; {@link #catchUp} changes them later. The note is in the file, so it
 * outlives a process that is killed between the two.
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
              + " pk TEXT NOT NULL, before BLOB) STRICT");

  private static final String INSERT =
      "INSERT OR IGNORE INTO index_entries (number, key, item) VALUES (?, ?, ?)";
  private static final String DELETE =
      "DELETE FROM index_entries WHERE number = ? AND key = ? AND item = ?";

  /** An index and the number of its entries' rows. */
  record Index(long number, IndexDefinition definition) {}

  private final Map<Long, List<Index>> byContainer = new ConcurrentHashMap<>();
  private final ReadWriteLock changing = new ReentrantReadWriteLock();

  /** At first it is not known. */
  private volatile boolean behind = true;

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

  /**
   * Notes that a document comes, changes or goes.
   *
   * @param before its stored version; empty for one that comes
   */
  void changes(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      long item,
      Optional<Item> before)
      throws SQLException {
    if (!of(container).isEmpty()) {
      session.update(
          "INSERT OR IGNORE INTO index_pending (item, container, pk, before) VALUES (?, ?, ?, ?)",
          item,
          container.number(),
          partitionKey,
          before.map(Item::body).orElse(null));
      behind = true;
    }
  }

  /** Whether there may be something to catch up with. */
  boolean isBehind() {
    return behind;
  }

  /** What was caught up with is undone. */
  void fellBehind() {
    behind = true;
  }

  private record Pending(
      long item,
      long container,
      String partitionKey,
      Optional<JsonNode> before,
      Optional<JsonNode> now) {}

  /** Makes all entries those of the documents as they are. */
  void catchUp(SqliteFile.Session session) throws SQLException {
    List<Pending> all = new ArrayList<>();
    try (ResultSet rows =
        session
            .prepare(
                "SELECT p.item, p.container, p.pk, p.before, i.body FROM index_pending p"
                    + " LEFT JOIN items i ON i.seq = p.item")
            .executeQuery()) {
      while (rows.next()) {
        all.add(
            new Pending(
                rows.getLong(1),
                rows.getLong(2),
                rows.getString(3),
                stored(rows.getBytes(4)),
                stored(rows.getBytes(5))));
      }
    }
    List<Change> changes = new ArrayList<>();
    all.forEach(each -> addChanges(each, changes));
    // In the order of the table: neighbours share pages, and each page is then written once.
    changes.sort(Change.IN_ORDER);
    for (Change change : changes) {
      session.update(change.comes() ? INSERT : DELETE, change.index(), change.key(), change.item());
    }
    session.update("DELETE FROM index_pending");
    behind = false; // nobody else writes meanwhile
  }

  private static Optional<JsonNode> stored(byte[] body) {
    return Optional.ofNullable(body).map(Json::stored);
  }

  /** An entry that goes or comes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Change(long index, byte[] key, long item, boolean comes) {
    /** What goes is before what comes: of an array's equal elements one may go and another come. */
    static final Comparator<Change> IN_ORDER =
        Comparator.comparingLong(Change::index)
            .thenComparing(Change::key, Arrays::compareUnsigned)
            .thenComparingLong(Change::item)
            .thenComparing(Change::comes);
  }

  private void addChanges(Pending pending, List<Change> changes) {
    for (Index index : byContainer.getOrDefault(pending.container(), List.of())) {
      List<byte[]> old = keys(index, pending, pending.before());
      List<byte[]> now = keys(index, pending, pending.now());
      if (!IndexKey.equal(old, now)) {
        old.forEach(key -> changes.add(new Change(index.number(), key, pending.item(), false)));
        now.forEach(key -> changes.add(new Change(index.number(), key, pending.item(), true)));
      }
    }
  }

  private static List<byte[]> keys(Index index, Pending pending, Optional<JsonNode> document) {
    return document
        .map(present -> index.definition().keys(pending.partitionKey(), present))
        .orElse(List.of());
  }
}
