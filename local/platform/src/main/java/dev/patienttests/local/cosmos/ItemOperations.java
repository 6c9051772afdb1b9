package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.cosmos.sql.Query;
import java.sql.SQLException;
import java.util.Optional;

/** What can be done with one document; each method runs inside the caller's transaction. */
final class ItemOperations {

  private final Items items;

  ItemOperations(Items items) {
    this.items = items;
  }

  /**
   * The outcome of an operation.
   *
   * @param item absent after a delete
   */
  record Outcome(int status, Optional<Item> item) {
    Outcome(int status, Item item) {
      this(status, Optional.of(item));
    }
  }

  Outcome create(
      SqliteFile.Session session,
      StoredContainer container,
      Optional<String> header,
      ObjectNode document)
      throws SQLException {
    DocumentIds.check(document.path("id"));
    String partitionKey = partitionKey(container, header, document);
    return new Outcome(201, items.insert(session, container, partitionKey, document));
  }

  Outcome upsert(
      SqliteFile.Session session,
      StoredContainer container,
      Optional<String> header,
      ObjectNode document,
      Optional<String> ifMatch)
      throws SQLException {
    String id = DocumentIds.check(document.path("id"));
    String partitionKey = partitionKey(container, header, document);
    Optional<Item> existing = items.find(session, container, partitionKey, id);
    if (existing.isEmpty()) {
      return new Outcome(201, items.insert(session, container, partitionKey, document));
    }
    requireMatch(existing.get(), ifMatch);
    return new Outcome(
        200, items.update(session, container, partitionKey, existing.get(), document));
  }

  Outcome read(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      String id,
      Optional<String> ifNoneMatch)
      throws SQLException {
    Item item = existing(session, container, partitionKey, id);
    boolean unchanged =
        ifNoneMatch.filter(tag -> tag.equals("*") || tag.equals(item.etag())).isPresent();
    return new Outcome(unchanged ? 304 : 200, item);
  }

  Outcome replace(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      String id,
      ObjectNode document,
      Optional<String> ifMatch)
      throws SQLException {
    if (!DocumentIds.check(document.path("id")).equals(id)) {
      throw CosmosException.badRequest("The id in the document differs from the one addressed.");
    }
    if (!container.partitionKey().ofDocument(document).equals(partitionKey)) {
      throw CosmosException.partitionKeyMismatch();
    }
    Item item = existing(session, container, partitionKey, id);
    requireMatch(item, ifMatch);
    return new Outcome(200, items.update(session, container, partitionKey, item, document));
  }

  Outcome patch(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      String id,
      ObjectNode patch,
      Optional<String> ifMatch)
      throws SQLException {
    Item item = existing(session, container, partitionKey, id);
    requireMatch(item, ifMatch);
    ObjectNode document = item.document();
    JsonNode condition = patch.path("condition");
    if (condition.isTextual()
        && !Query.parse("SELECT * " + condition.textValue(), Json.object()).matches(document)) {
      throw CosmosException.preconditionFailed("The condition of the patch does not hold.");
    }
    Patch.apply(patch.path("operations"), document);
    if (!document.path("id").equals(item.document().path("id"))
        || !container.partitionKey().ofDocument(document).equals(partitionKey)) {
      throw CosmosException.badRequest("A patch cannot change id or partition key.");
    }
    return new Outcome(200, items.update(session, container, partitionKey, item, document));
  }

  Outcome delete(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      String id,
      Optional<String> ifMatch)
      throws SQLException {
    Item item = existing(session, container, partitionKey, id);
    requireMatch(item, ifMatch);
    items.delete(session, container, partitionKey, item);
    return new Outcome(204, Optional.empty());
  }

  private Item existing(
      SqliteFile.Session session, StoredContainer container, String partitionKey, String id)
      throws SQLException {
    return items
        .find(session, container, partitionKey, id)
        .orElseThrow(() -> CosmosException.notFound("The document"));
  }

  private static void requireMatch(Item item, Optional<String> ifMatch) {
    if (ifMatch.isPresent() && !ifMatch.get().equals("*") && !ifMatch.get().equals(item.etag())) {
      throw CosmosException.preconditionFailed("The document has another ETag.");
    }
  }

  private static String partitionKey(
      StoredContainer container, Optional<String> header, ObjectNode document) {
    String own = container.partitionKey().ofDocument(document);
    if (header.isPresent() && !header.get().equals(own)) {
      throw CosmosException.partitionKeyMismatch();
    }
    return own;
  }
}
