package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.cosmos.sql.Query;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The documents of a container: single ones, batches and queries. */
final class DocumentRoutes {

  private static final String PARTITION_KEY = "x-ms-documentdb-partitionkey";

  private final Catalog catalog;
  private final SqliteFile file;
  private final Items items;
  private final ItemOperations operations;
  private final Batch batch;
  private final Queries queries;

  DocumentRoutes(Catalog catalog, SqliteFile file, Items items, Queries queries) {
    this.catalog = catalog;
    this.file = file;
    this.items = items;
    this.operations = new ItemOperations(items);
    this.batch = new Batch(file, operations);
    this.queries = queries;
  }

  Answer answer(CosmosRequest request) {
    List<String> path = request.segments();
    StoredContainer container = catalog.container(path.get(1), path.get(3));
    if (path.get(4).equals("docs") && path.size() == 6) {
      return document(request, container, path.get(5));
    }
    if (path.get(4).equals("docs") && path.size() == 5) {
      return feed(request, container);
    }
    if (path.subList(4, path.size()).equals(List.of("operations", "partitionkeydelete"))
        && request.method().equals("POST")) {
      String partitionKey = requiredKey(request, container);
      file.write(
          session -> {
            items.deletePartition(session, container, partitionKey);
            return true;
          });
      return Answer.empty(200);
    }
    throw ResourceRoutes.notServed(request);
  }

  private Answer document(CosmosRequest request, StoredContainer container, String id) {
    String key = requiredKey(request, container);
    Optional<String> ifMatch = request.header("if-match");
    return switch (request.method()) {
      case "GET" -> read(request, container, key, id);
      case "PUT" -> {
        ObjectNode document = Json.parseObject(request.body());
        yield written(
            request,
            file.write(
                session -> operations.replace(session, container, key, id, document, ifMatch)));
      }
      case "PATCH" -> {
        ObjectNode patch = Json.parseObject(request.body());
        yield written(
            request,
            file.write(session -> operations.patch(session, container, key, id, patch, ifMatch)));
      }
      case "DELETE" ->
          written(
              request,
              file.write(session -> operations.delete(session, container, key, id, ifMatch)));
      default -> throw ResourceRoutes.notServed(request);
    };
  }

  private Answer read(CosmosRequest request, StoredContainer container, String key, String id) {
    ItemOperations.Outcome outcome =
        file.read(
            session ->
                operations.read(session, container, key, id, request.header("if-none-match")));
    Item item = outcome.item().orElseThrow();
    Answer answer =
        outcome.status() == 304 ? Answer.empty(304) : Answer.raw(outcome.status(), item.body());
    return answer.with("etag", item.etag());
  }

  private Answer feed(CosmosRequest request, StoredContainer container) {
    if (request.method().equals("GET")) {
      if (request.header("a-im").isPresent()) {
        throw CosmosException.badRequest("The change feed is not served.");
      }
      return page(request, container, "SELECT * FROM c", Json.MAPPER.createArrayNode());
    }
    if (!request.method().equals("POST")) {
      throw ResourceRoutes.notServed(request);
    }
    if (request.flag("x-ms-cosmos-is-query-plan-request")) {
      return plan(request);
    }
    if (request.flag("x-ms-documentdb-isquery")) {
      ObjectNode body = Json.parseObject(request.body());
      return page(request, container, body.path("query").asText(), body.path("parameters"));
    }
    if (request.flag("x-ms-cosmos-is-batch-request")) {
      return batch(request, container);
    }
    return add(request, container);
  }

  private Answer add(CosmosRequest request, StoredContainer container) {
    ObjectNode document = Json.parseObject(request.body());
    Optional<String> key = request.header(PARTITION_KEY).map(container.partitionKey()::ofHeader);
    if (request.flag("x-ms-documentdb-is-upsert")) {
      Optional<String> ifMatch = request.header("if-match");
      return written(
          request,
          file.write(session -> operations.upsert(session, container, key, document, ifMatch)));
    }
    return written(
        request, file.write(session -> operations.create(session, container, key, document)));
  }

  private Answer batch(CosmosRequest request, StoredContainer container) {
    JsonNode body = Json.parse(request.body());
    Batch.Result result =
        request.flag("x-ms-cosmos-batch-atomic")
            ? batch.atomic(container, requiredKey(request, container), body)
            : batch.bulk(container, body);
    return Answer.json(result.success() ? 200 : 207, result.entries());
  }

  /** The plan that leaves all work to the server: there is one range. */
  private static Answer plan(CosmosRequest request) {
    ObjectNode body = Json.parseObject(request.body());
    Query query = Query.parse(body.path("query").asText(), body.path("parameters"));
    ObjectNode plan = Json.object();
    plan.putObject("queryInfo").put("hasSelectValue", query.selectsValue());
    plan.putArray("queryRanges")
        .addObject()
        .put("min", "")
        .put("max", "FF")
        .put("isMinInclusive", true)
        .put("isMaxInclusive", false);
    return Answer.json(200, plan);
  }

  private Answer page(
      CosmosRequest request, StoredContainer container, String sql, JsonNode parameters) {
    Query query = Query.parse(sql, parameters);
    String scopeText = request.header(PARTITION_KEY).orElse("");
    String mark =
        UUID.nameUUIDFromBytes(
                (container.rid() + scopeText + sql + parameters).getBytes(StandardCharsets.UTF_8))
            .toString();
    Queries.Page page =
        queries.run(
            container,
            QueryScopes.of(request, container),
            query,
            pageSize(request),
            request.header("x-ms-continuation"),
            mark);
    Answer answer =
        Answer.json(200, ResourceRoutes.feed(container.rid(), "Documents", page.results()))
            .with("x-ms-item-count", Integer.toString(page.results().size()));
    return page.continuation().map(token -> answer.with("x-ms-continuation", token)).orElse(answer);
  }

  private static int pageSize(CosmosRequest request) {
    try {
      return request.header("x-ms-max-item-count").map(Integer::parseInt).orElse(-1);
    } catch (NumberFormatException e) {
      throw CosmosException.badRequest("x-ms-max-item-count is not a number.");
    }
  }

  private static Answer written(CosmosRequest request, ItemOperations.Outcome outcome) {
    if (outcome.item().isEmpty()) {
      return Answer.empty(outcome.status());
    }
    Item item = outcome.item().get();
    boolean minimal = request.header("prefer").filter("return=minimal"::equals).isPresent();
    Answer answer =
        minimal ? Answer.empty(outcome.status()) : Answer.raw(outcome.status(), item.body());
    return answer.with("etag", item.etag());
  }

  private static String requiredKey(CosmosRequest request, StoredContainer container) {
    return request
        .header(PARTITION_KEY)
        .map(container.partitionKey()::ofHeader)
        .orElseThrow(
            () -> CosmosException.badRequest("The header " + PARTITION_KEY + " is missing."));
  }
}
