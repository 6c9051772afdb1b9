package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** The documents of an account, as rows. */
final class Items {

  static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE IF NOT EXISTS items ("
              + "seq INTEGER PRIMARY KEY,"
              + " container INTEGER NOT NULL REFERENCES containers ON DELETE CASCADE,"
              + " pk TEXT NOT NULL, id TEXT NOT NULL, etag TEXT NOT NULL, lsn INTEGER NOT NULL,"
              + " expires INTEGER, ts INTEGER NOT NULL, body BLOB NOT NULL,"
              + " UNIQUE (container, pk, id)) STRICT",
          "CREATE INDEX IF NOT EXISTS items_expiry ON items (container, expires)"
              + " WHERE expires IS NOT NULL",
          "CREATE INDEX IF NOT EXISTS items_order ON items (container)",
          "CREATE TABLE IF NOT EXISTS unique_values ("
              + "container INTEGER NOT NULL, pk TEXT NOT NULL, rule INTEGER NOT NULL,"
              + " value TEXT NOT NULL, item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,"
              + " PRIMARY KEY (container, pk, rule, value)) STRICT, WITHOUT ROWID",
          "CREATE INDEX IF NOT EXISTS unique_values_item ON unique_values (item)");

  private static final List<String> SYSTEM_PROPERTIES =
      List.of("_rid", "_self", "_etag", "_attachments", "_ts", "_lsn");

  private final IndexTables indexes;
  private final Clock clock;
  private final AtomicLong counter;

  Items(SqliteFile file, IndexTables indexes, Clock clock) {
    this.indexes = indexes;
    this.clock = clock;
    this.counter =
        new AtomicLong(
            file.read(
                session ->
                    Math.max(
                        session.number("SELECT max(max(lsn), max(seq)) FROM items"),
                        session.number(IndexTables.THROUGH))));
  }

  /** The number of the last write, as the session token shows it. */
  long lastWrite() {
    return counter.get();
  }

  Optional<Item> find(
      SqliteFile.Session session, StoredContainer container, String partitionKey, String id)
      throws SQLException {
    try (ResultSet rows =
        session
            .prepare(
                "SELECT seq, etag, body FROM items WHERE container = ? AND pk = ? AND id = ?"
                    + " AND (expires IS NULL OR expires > ?)",
                container.number(),
                partitionKey,
                id,
                now())
            .executeQuery()) {
      return rows.next()
          ? Optional.of(new Item(rows.getLong(1), rows.getString(2), rows.getBytes(3)))
          : Optional.empty();
    }
  }

  /**
   * Adds a document.
   *
   * @throws CosmosException when its partition has one with this id
   */
  Item insert(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      ObjectNode document)
      throws SQLException {
    long now = now();
    if (container.defaultTtl().isPresent()) {
      deleteAll(
          session,
          container,
          session.prepare(
              "SELECT seq, pk, body FROM items WHERE container = ? AND expires <= ?",
              container.number(),
              now));
    }
    long sequence = counter.incrementAndGet();
    Item item = stamp(container, document, sequence, now);
    int inserted =
        session.update(
            "INSERT INTO items (seq, container, pk, id, etag, lsn, expires, ts, body)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (container, pk, id) DO NOTHING",
            sequence,
            container.number(),
            partitionKey,
            document.path("id").textValue(),
            item.etag(),
            sequence,
            expiry(container, document, now),
            now,
            item.body());
    if (inserted == 0) {
      throw CosmosException.conflict("A document with this id exists in the partition.");
    }
    claimUniqueValues(session, container, partitionKey, document, sequence);
    indexes.added(container);
    return item;
  }

  Item update(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      Item before,
      ObjectNode document)
      throws SQLException {
    long now = now();
    long sequence = before.sequence();
    Item item = stamp(container, document, sequence, now);
    session.update(
        "UPDATE items SET id = ?, etag = ?, lsn = ?, expires = ?, ts = ?, body = ? WHERE seq = ?",
        document.path("id").textValue(),
        item.etag(),
        counter.incrementAndGet(),
        expiry(container, document, now),
        now,
        item.body(),
        sequence);
    if (!container.uniqueKeys().isEmpty()) {
      session.update("DELETE FROM unique_values WHERE item = ?", sequence);
      claimUniqueValues(session, container, partitionKey, document, sequence);
    }
    indexes.changes(session, container, partitionKey, before);
    return item;
  }

  void delete(SqliteFile.Session session, StoredContainer container, String partitionKey, Item item)
      throws SQLException {
    counter.incrementAndGet();
    indexes.changes(session, container, partitionKey, item);
    session.update("DELETE FROM items WHERE seq = ?", item.sequence());
  }

  void deletePartition(SqliteFile.Session session, StoredContainer container, String partitionKey)
      throws SQLException {
    deleteAll(
        session,
        container,
        session.prepare(
            "SELECT seq, pk, body FROM items WHERE container = ? AND pk = ?",
            container.number(),
            partitionKey));
  }

  private void deleteAll(
      SqliteFile.Session session, StoredContainer container, PreparedStatement found)
      throws SQLException {
    try (ResultSet rows = found.executeQuery()) {
      while (rows.next()) {
        Item item = new Item(rows.getLong(1), "", rows.getBytes(3));
        delete(session, container, rows.getString(2), item);
      }
    }
  }

  /** Applies a changed default time to live to what is stored. */
  static void changeTimeToLive(SqliteFile.Session session, StoredContainer container)
      throws SQLException {
    if (container.defaultTtl().isEmpty()) {
      session.update("UPDATE items SET expires = NULL WHERE container = ?", container.number());
      return;
    }
    int ttl = container.defaultTtl().getAsInt();
    session.update(
        "UPDATE items SET expires = ts + nullif(coalesce(json_extract(CAST(body AS TEXT), '$.ttl'),"
            + " ?), -1) WHERE container = ?",
        ttl,
        container.number());
  }

  private void claimUniqueValues(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      JsonNode document,
      long sequence)
      throws SQLException {
    for (int rule = 0; rule < container.uniqueKeys().size(); rule++) {
      ArrayNode values = Json.MAPPER.createArrayNode();
      for (String path : container.uniqueKeys().get(rule)) {
        JsonNode value = PropertyPath.parse(path).in(document);
        values.add(value.isMissingNode() ? NullNode.getInstance() : value);
      }
      int claimed =
          session.update(
              "INSERT OR IGNORE INTO unique_values (container, pk, rule, value, item)"
                  + " VALUES (?, ?, ?, ?, ?)",
              container.number(),
              partitionKey,
              rule,
              PartitionKeyDefinition.canonical(values),
              sequence);
      if (claimed == 0) {
        throw CosmosException.conflict(
            "Another document has the same value for the unique key "
                + container.uniqueKeys().get(rule)
                + ".");
      }
    }
  }

  private Item stamp(StoredContainer container, ObjectNode document, long sequence, long now) {
    document.remove(SYSTEM_PROPERTIES);
    String rid = container.documentRid(sequence);
    String etag = Etags.next();
    document
        .put("_rid", rid)
        .put("_self", container.self() + "docs/" + document.path("id").textValue() + "/")
        .put("_etag", etag)
        .put("_attachments", "attachments/")
        .put("_ts", now);
    return new Item(sequence, etag, Json.bytes(document));
  }

  private static Long expiry(StoredContainer container, JsonNode document, long now) {
    OptionalLong ttl = timeToLive(container, document);
    return ttl.isPresent() ? now + ttl.getAsLong() : null;
  }

  private static OptionalLong timeToLive(StoredContainer container, JsonNode document) {
    JsonNode own = document.path("ttl");
    if (container.defaultTtl().isEmpty()) {
      return OptionalLong.empty();
    }
    if (!own.isMissingNode() && !own.isNull()) {
      if (!own.isInt() || own.intValue() == 0 || own.intValue() < -1) {
        throw CosmosException.badRequest("ttl is -1 or a positive number of seconds.");
      }
      return own.intValue() < 0 ? OptionalLong.empty() : OptionalLong.of(own.intValue());
    }
    int inherited = container.defaultTtl().getAsInt();
    return inherited < 0 ? OptionalLong.empty() : OptionalLong.of(inherited);
  }

  long now() {
    return clock.instant().getEpochSecond();
  }
}
