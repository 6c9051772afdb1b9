package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The account itself, its databases, containers and partition key ranges. */
final class ResourceRoutes {

  private final CosmosConfig.Account account;
  private final Catalog catalog;

  ResourceRoutes(CosmosConfig.Account account, Catalog catalog) {
    this.account = account;
    this.catalog = catalog;
  }

  Answer answer(CosmosRequest request) {
    List<String> path = request.segments();
    if (path.isEmpty()) {
      requireMethod(request, "GET");
      return Answer.json(200, account(request));
    }
    if (!path.get(0).equals("dbs") || (path.size() > 2 && !path.get(2).equals("colls"))) {
      throw notServed(request);
    }
    return switch (path.size()) {
      case 1 -> databases(request);
      case 2 -> database(request, path.get(1));
      case 3 -> containers(request, catalog.database(path.get(1)));
      case 4 -> container(request, catalog.container(path.get(1), path.get(3)));
      case 5 -> ranges(request, catalog.container(path.get(1), path.get(3)));
      default -> throw notServed(request);
    };
  }

  private ObjectNode account(CosmosRequest request) {
    String authority = request.header("host").orElse(account.hostName());
    String endpoint = request.scheme() + "://" + authority + "/";
    ObjectNode body = Json.object().put("id", account.name());
    for (String kind : List.of("writableLocations", "readableLocations")) {
      body.putArray(kind).addObject().put("name", "Local").put("databaseAccountEndpoint", endpoint);
    }
    body.put("enableMultipleWriteLocations", false);
    body.putObject("userConsistencyPolicy").put("defaultConsistencyLevel", "Session");
    return body;
  }

  private Answer databases(CosmosRequest request) {
    if (request.method().equals("POST")) {
      String name = DocumentIds.check(Json.parseObject(request.body()).path("id"));
      return Answer.json(201, catalog.createDatabase(name).resource());
    }
    requireMethod(request, "GET");
    ArrayNode list = Json.MAPPER.createArrayNode();
    catalog.databases().forEach(database -> list.add(database.resource()));
    return Answer.json(200, feed("", "Databases", list));
  }

  private Answer database(CosmosRequest request, String name) {
    StoredDatabase database = catalog.database(name);
    if (request.method().equals("DELETE")) {
      catalog.deleteDatabase(database);
      return Answer.empty(204);
    }
    requireMethod(request, "GET");
    return Answer.json(200, database.resource()).with("etag", database.etag());
  }

  private Answer containers(CosmosRequest request, StoredDatabase database) {
    if (request.method().equals("POST")) {
      ObjectNode definition = ContainerDefinitions.ofRequest(Json.parseObject(request.body()));
      return container(201, catalog.createContainer(database, definition));
    }
    requireMethod(request, "GET");
    ArrayNode list = Json.MAPPER.createArrayNode();
    catalog.containersOf(database).forEach(container -> list.add(container.resource()));
    return Answer.json(200, feed(database.rid(), "DocumentCollections", list));
  }

  private Answer container(CosmosRequest request, StoredContainer container) {
    switch (request.method()) {
      case "GET" -> {
        return container(200, container);
      }
      case "PUT" -> {
        ObjectNode definition = ContainerDefinitions.ofRequest(Json.parseObject(request.body()));
        if (!definition.path("id").asText().equals(container.name())) {
          throw CosmosException.badRequest("The id of a container cannot change.");
        }
        return container(200, catalog.replaceContainer(container, definition));
      }
      case "DELETE" -> {
        catalog.deleteContainer(container);
        return Answer.empty(204);
      }
      default -> throw notServed(request);
    }
  }

  private static Answer container(int status, StoredContainer container) {
    return Answer.json(status, container.resource())
        .with("etag", container.etag())
        .with("x-ms-alt-content-path", "dbs/" + container.database().name());
  }

  /** One range is all there is. Without an ETag: clients would poll for changes with it. */
  private static Answer ranges(CosmosRequest request, StoredContainer container) {
    requireMethod(request, "GET");
    ArrayNode list = Json.MAPPER.createArrayNode();
    list.addObject()
        .put("id", "0")
        .put("minInclusive", "")
        .put("maxExclusive", "FF")
        .putArray("parents");
    return Answer.json(200, feed(container.rid(), "PartitionKeyRanges", list));
  }

  static ObjectNode feed(String rid, String name, ArrayNode list) {
    ObjectNode feed = Json.object().put("_rid", rid);
    feed.set(name, list);
    return feed.put("_count", list.size());
  }

  private static void requireMethod(CosmosRequest request, String method) {
    if (!request.method().equals(method)) {
      throw notServed(request);
    }
  }

  static CosmosException notServed(CosmosRequest request) {
    return CosmosException.methodNotAllowed(request.method(), "/" + request.path());
  }
}
