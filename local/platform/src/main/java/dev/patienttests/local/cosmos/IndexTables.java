package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The indexes of an account's containers, kept in the transaction that writes a document. Each
 * entry is a key and the document that has it.
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
              + " PRIMARY KEY (number, key, item)) STRICT, WITHOUT ROWID");

  private static final String INSERT =
      "INSERT INTO index_entries (number, key, item) VALUES (?, ?, ?)";
  private static final String DELETE =
      "DELETE FROM index_entries WHERE number = ? AND key = ? AND item = ?";

  /** An index and the number of its entries' rows. */
  record Index(long number, IndexDefinition definition) {}

  private final Map<Long, List<Index>> byContainer = new ConcurrentHashMap<>();
  private final ReadWriteLock changing = new ReentrantReadWriteLock();

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

  void added(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      JsonNode document,
      long item)
      throws SQLException {
    entries(INSERT, session, container, partitionKey, document, item);
  }

  void removed(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      JsonNode document,
      long item)
      throws SQLException {
    entries(DELETE, session, container, partitionKey, document, item);
  }

  private void entries(
      String statement,
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      JsonNode document,
      long item)
      throws SQLException {
    for (Index index : of(container)) {
      for (byte[] key : index.definition().keys(partitionKey, document)) {
        session.update(statement, index.number(), key, item);
      }
    }
  }

  /** As {@link #removed} and {@link #added}, for the indexes whose keys differ. */
  void changed(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      JsonNode before,
      Item after)
      throws SQLException {
    JsonNode document = after.document();
    for (Index index : of(container)) {
      List<byte[]> old = index.definition().keys(partitionKey, before);
      List<byte[]> now = index.definition().keys(partitionKey, document);
      if (!IndexKey.equal(old, now)) {
        for (byte[] key : old) {
          session.update(DELETE, index.number(), key, after.sequence());
        }
        for (byte[] key : now) {
          session.update(INSERT, index.number(), key, after.sequence());
        }
      }
    }
  }
}
