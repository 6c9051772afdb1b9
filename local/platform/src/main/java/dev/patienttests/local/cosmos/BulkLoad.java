package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts many documents into a container while no process serves its account: a thousand at a time,
 * and the indexes at the end. When it ends early, what it has written stays, and the indexes are
 * built when the account is opened next.
 */
public final class BulkLoad implements AutoCloseable {

  private static final int AT_ONCE = 1_000;

  private final SqliteFile file;
  private final IndexTables indexes = new IndexTables();
  private final Items items;
  private final ItemOperations operations;
  private final StoredContainer container;
  private final List<ObjectNode> waiting = new ArrayList<>();

  /**
   * Opens an account's file, with the databases and containers that the account names.
   *
   * @throws IllegalStateException when a process serves the account
   * @throws CosmosException when it has no such container
   */
  public BulkLoad(
      CosmosConfig.Account account, Path dataDirectory, String database, String container) {
    this.file = AccountEndpoint.open(account, dataDirectory);
    try {
      Catalog catalog = new Catalog(file, indexes, Clock.systemUTC());
      catalog.apply(account);
      this.container = catalog.container(database, container);
      this.items = new Items(file, indexes, Clock.systemUTC());
      this.operations = new ItemOperations(items);
      file.write(
          session -> {
            indexes.catchUp(session);
            indexes.drop(session, this.container);
            return true;
          });
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Adds a document; it may be written later, with others.
   *
   * @throws CosmosException for a document that the service would refuse; nothing of its thousand
   *     is then written
   */
  public void add(ObjectNode document) {
    waiting.add(document);
    if (waiting.size() == AT_ONCE) {
      write();
    }
  }

  private void write() {
    file.write(
        session -> {
          for (ObjectNode document : waiting) {
            operations.create(session, container, Optional.empty(), document);
          }
          return true;
        });
    waiting.clear();
  }

  /** Writes what waits, builds the indexes and closes the file. */
  @Override
  public void close() {
    try {
      write();
      file.write(
          session -> {
            indexes.build(session, container);
            indexes.reached(session, items.lastWrite());
            return true;
          });
    } finally {
      file.close();
    }
  }
}
