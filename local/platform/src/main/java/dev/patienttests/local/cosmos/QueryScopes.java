package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Reads from the headers of a query which part of the container it asks for. */
final class QueryScopes {

  private QueryScopes() {}

  static QueryScope of(CosmosRequest request, StoredContainer container) {
    if (request.header("x-ms-start-epk").isPresent()
        || request.header("x-ms-end-epk").isPresent()) {
      String start = request.header("x-ms-start-epk").orElse("");
      String end = request.header("x-ms-end-epk").orElse("FF");
      if (!container.partitionKey().hierarchical()) {
        throw CosmosException.badRequest(
            "Ranges of effective partition keys are served for hierarchical keys alone.");
      }
      return new QueryScope(
          Optional.empty(),
          partition -> {
            String key = EffectivePartitionKey.of(PartitionKeyDefinition.values(partition));
            return key.compareTo(start) >= 0 && key.compareTo(end) < 0;
          });
    }
    var header = request.header("x-ms-documentdb-partitionkey");
    if (header.isEmpty()) {
      return QueryScope.everything();
    }
    List<JsonNode> values = PartitionKeyDefinition.values(header.get());
    if (values.size() == container.partitionKey().paths().size()) {
      return QueryScope.of(PartitionKeyDefinition.canonical(values));
    }
    throw CosmosException.badRequest("The partition key of the query is incomplete.");
  }
}
