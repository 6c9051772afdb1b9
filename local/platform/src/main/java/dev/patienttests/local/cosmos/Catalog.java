package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The databases and containers of an account: stored in its file, read from memory. */
final class Catalog {

  static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE IF NOT EXISTS databases ("
              + "number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,"
              + " etag TEXT NOT NULL, ts INTEGER NOT NULL) STRICT",
          "CREATE TABLE IF NOT EXISTS containers ("
              + "number INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " database INTEGER NOT NULL REFERENCES databases ON DELETE CASCADE,"
              + " name TEXT NOT NULL, definition BLOB NOT NULL, etag TEXT NOT NULL,"
              + " ts INTEGER NOT NULL, UNIQUE (database, name)) STRICT");

  private final SqliteFile file;
  private final Clock clock;
  private final IndexTables indexes;
  private final Map<String, StoredDatabase> databases = new ConcurrentHashMap<>();
  private final Map<String, StoredContainer> containers = new ConcurrentHashMap<>();

  Catalog(SqliteFile file, IndexTables indexes, Clock clock) {
    this.file = file;
    this.indexes = indexes;
    this.clock = clock;
    file.read(this::load);
    file.write(
        session -> {
          for (StoredContainer container : containers.values()) {
            indexes.build(session, container);
          }
          return true;
        });
  }

  private Void load(SqliteFile.Session session) throws SQLException {
    try (ResultSet rows =
        session.prepare("SELECT number, name, etag, ts FROM databases").executeQuery()) {
      while (rows.next()) {
        StoredDatabase database =
            new StoredDatabase(
                rows.getLong(1), rows.getString(2), rows.getString(3), rows.getLong(4));
        databases.put(database.name(), database);
      }
    }
    for (StoredDatabase database : databases.values()) {
      loadContainers(session, database);
    }
    return null;
  }

  private void loadContainers(SqliteFile.Session session, StoredDatabase database)
      throws SQLException {
    try (ResultSet rows =
        session
            .prepare(
                "SELECT number, definition, etag, ts FROM containers WHERE database = ?",
                database.number())
            .executeQuery()) {
      while (rows.next()) {
        remember(
            StoredContainer.of(
                rows.getLong(1),
                database,
                Json.stored(rows.getBytes(2)),
                rows.getString(3),
                rows.getLong(4)));
      }
    }
  }

  /**
   * Makes what the configuration names and is absent; refuses changes that Azure would refuse.
   *
   * @throws IllegalArgumentException for a container that cannot be as it is configured
   */
  void apply(CosmosConfig.Account account) {
    for (CosmosConfig.Database wanted : account.databases()) {
      StoredDatabase database =
          findDatabase(wanted.name()).orElseGet(() -> createDatabase(wanted.name()));
      for (CosmosConfig.Container container : wanted.containers()) {
        try {
          apply(account.name(), database, ContainerDefinitions.of(container));
        } catch (CosmosException e) {
          throw new IllegalArgumentException(
              "Cosmos DB account %s, container %s/%s: %s"
                  .formatted(account.name(), wanted.name(), container.name(), e.getMessage()),
              e);
        }
      }
    }
  }

  private void apply(String account, StoredDatabase database, ObjectNode definition) {
    Optional<StoredContainer> existing =
        findContainer(database.name(), definition.path("id").asText());
    if (existing.isEmpty()) {
      createContainer(database, definition);
      return;
    }
    StoredContainer stored = existing.get();
    Optional<String> refused = ContainerDefinitions.refusedChange(stored, definition);
    if (refused.isPresent()) {
      throw new DefinitionChangeException(account, stored, refused.get());
    }
    if (!stored.definition().equals(definition)) {
      replaceContainer(stored, definition);
    }
  }

  Optional<StoredDatabase> findDatabase(String name) {
    return Optional.ofNullable(databases.get(name));
  }

  Optional<StoredContainer> findContainer(String database, String name) {
    return Optional.ofNullable(containers.get(key(database, name)));
  }

  /** The database, or 404. */
  StoredDatabase database(String name) {
    return findDatabase(name).orElseThrow(() -> CosmosException.notFound("The database " + name));
  }

  /** The container, or 404. */
  StoredContainer container(String database, String name) {
    return findContainer(database, name)
        .orElseThrow(() -> CosmosException.notFound("The container " + database + "/" + name));
  }

  List<StoredDatabase> databases() {
    return new ArrayList<>(databases.values());
  }

  List<StoredContainer> containersOf(StoredDatabase database) {
    return containers.values().stream()
        .filter(container -> container.database().number() == database.number())
        .toList();
  }

  /** Makes a database; 409 where the name is taken. */
  StoredDatabase createDatabase(String name) {
    return file.write(
        session -> {
          if (databases.containsKey(name)) {
            throw CosmosException.conflict("The database " + name + " exists.");
          }
          String etag = Etags.next();
          long now = now();
          session.update(
              "INSERT INTO databases (name, etag, ts) VALUES (?, ?, ?)", name, etag, now);
          long number = session.number("SELECT last_insert_rowid()");
          StoredDatabase database = new StoredDatabase(number, name, etag, now);
          databases.put(name, database);
          return database;
        });
  }

  /** Makes a container; 409 where the name is taken. */
  StoredContainer createContainer(StoredDatabase database, ObjectNode definition) {
    return file.write(
        session -> {
          String name = definition.path("id").asText();
          if (containers.containsKey(key(database.name(), name))) {
            throw CosmosException.conflict("The container " + name + " exists.");
          }
          String etag = Etags.next();
          long now = now();
          session.update(
              "INSERT INTO containers (database, name, definition, etag, ts)"
                  + " VALUES (?, ?, ?, ?, ?)",
              database.number(),
              name,
              Json.bytes(definition),
              etag,
              now);
          long number = session.number("SELECT last_insert_rowid()");
          StoredContainer container = StoredContainer.of(number, database, definition, etag, now);
          indexes.build(session, container);
          return remember(container);
        });
  }

  /** Changes what may be changed: indexing policy and time to live; 400 for the rest. */
  StoredContainer replaceContainer(StoredContainer stored, ObjectNode definition) {
    Optional<String> refused = ContainerDefinitions.refusedChange(stored, definition);
    if (refused.isPresent()) {
      throw CosmosException.badRequest("The " + refused.get() + ".");
    }
    return indexes.change(() -> file.write(session -> replace(session, stored, definition)));
  }

  private StoredContainer replace(
      SqliteFile.Session session, StoredContainer stored, ObjectNode definition)
      throws SQLException {
    String etag = Etags.next();
    long now = now();
    session.update(
        "UPDATE containers SET definition = ?, etag = ?, ts = ? WHERE number = ?",
        Json.bytes(definition),
        etag,
        now,
        stored.number());
    StoredContainer changed =
        StoredContainer.of(stored.number(), stored.database(), definition, etag, now);
    if (!Objects.equals(stored.defaultTtl(), changed.defaultTtl())) {
      Items.changeTimeToLive(session, changed);
    }
    indexes.build(session, changed);
    return remember(changed);
  }

  void deleteContainer(StoredContainer container) {
    indexes.change(
        () ->
            file.write(
                session -> {
                  indexes.drop(session, container);
                  return session.update(
                      "DELETE FROM containers WHERE number = ?", container.number());
                }));
    containers.remove(key(container.database().name(), container.name()));
  }

  void deleteDatabase(StoredDatabase database) {
    containersOf(database).forEach(this::deleteContainer);
    file.write(
        session -> session.update("DELETE FROM databases WHERE number = ?", database.number()));
    databases.remove(database.name());
  }

  private StoredContainer remember(StoredContainer container) {
    containers.put(key(container.database().name(), container.name()), container);
    return container;
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static String key(String database, String container) {
    return database + "/" + container;
  }
}
