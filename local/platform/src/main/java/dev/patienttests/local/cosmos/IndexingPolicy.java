package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.cosmos.IndexDefinition.IndexedPath;
import dev.patienttests.local.cosmos.sql.OrderItem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The indexing policy of a container: what may be ordered by, and which indexes serve it (Azure
 * documentation, "Indexing policies in Azure Cosmos DB").
 *
 * @param composites lists of two or more paths with their directions
 */
record IndexingPolicy(
    boolean consistent,
    List<IndexPattern> included,
    List<IndexPattern> excluded,
    List<List<OrderItem>> composites) {

  /** Always indexed, unless nothing is. */
  private static final List<List<String>> ALWAYS = List.of(List.of("id"), List.of("_ts"));

  private static final Set<String> SERVED =
      Set.of("automatic", "indexingMode", "includedPaths", "excludedPaths", "compositeIndexes");

  /** The policy of a container that was made without one. */
  static ObjectNode standard() {
    ObjectNode policy = Json.object().put("indexingMode", "consistent").put("automatic", true);
    policy.putArray("includedPaths").addObject().put("path", "/*");
    policy.putArray("excludedPaths").addObject().put("path", "/\"_etag\"/?");
    return policy;
  }

  /**
   * Reads a policy, the standard one where there is none; 400 where it is not valid, or asks for an
   * index that is not served.
   */
  static IndexingPolicy of(JsonNode policy) {
    if (policy.isMissingNode()) {
      return of(standard());
    }
    policy
        .properties()
        .forEach(
            member -> {
              if (!SERVED.contains(member.getKey()) && !member.getValue().isEmpty()) {
                throw CosmosException.badRequest(
                    "The indexing policy's " + member.getKey() + " is not served.");
              }
            });
    boolean none = policy.path("indexingMode").asText().toLowerCase(Locale.ROOT).equals("none");
    IndexingPolicy read =
        new IndexingPolicy(
            !none,
            patterns(policy.path("includedPaths")),
            patterns(policy.path("excludedPaths")),
            composites(policy.path("compositeIndexes")));
    boolean root =
        read.included.stream().anyMatch(IndexPattern::isRoot)
            || read.excluded.stream().anyMatch(IndexPattern::isRoot);
    if (!none && !root) {
      throw CosmosException.badRequest(
          "The indexing policy names the path /* neither as included nor as excluded.");
    }
    return read;
  }

  private static List<IndexPattern> patterns(JsonNode list) {
    List<IndexPattern> patterns = new ArrayList<>();
    list.forEach(item -> patterns.add(IndexPattern.parse(item.path("path").asText())));
    return List.copyOf(patterns);
  }

  private static List<List<OrderItem>> composites(JsonNode list) {
    List<List<OrderItem>> composites = new ArrayList<>();
    for (JsonNode item : list) {
      List<OrderItem> composite = new ArrayList<>();
      for (JsonNode path : item) {
        String order = path.path("order").asText("ascending");
        if (!order.equals("ascending") && !order.equals("descending")) {
          throw CosmosException.badRequest("The order " + order + " of an index is not known.");
        }
        composite.add(
            new OrderItem(
                PropertyPath.parse(path.path("path").asText()).names(),
                order.equals("descending")));
      }
      if (composite.size() < 2) {
        throw CosmosException.badRequest("A composite index has two or more paths.");
      }
      composites.add(List.copyOf(composite));
    }
    return List.copyOf(composites);
  }

  /** 400 for an order that the service has no index for. */
  void requireOrder(List<OrderItem> order) {
    if (order.size() == 1 && !indexes(order.get(0).names())) {
      throw CosmosException.badRequest(
          "The order-by item requires a range index to be defined on the corresponding index"
              + " path: "
              + order.get(0).path()
              + ".");
    }
    if (order.size() > 1 && composites.stream().noneMatch(index -> serves(index, order))) {
      throw CosmosException.badRequest(
          "The order by query does not have a corresponding composite index that it can be"
              + " served from: "
              + describe(order)
              + ".");
    }
  }

  private static String describe(List<OrderItem> order) {
    List<String> items = new ArrayList<>();
    order.forEach(item -> items.add(item.path() + (item.descending() ? " DESC" : " ASC")));
    return "(" + String.join(", ", items) + ")";
  }

  /** Whether the two are the same, or exact opposites. */
  private static boolean serves(List<OrderItem> index, List<OrderItem> order) {
    List<OrderItem> opposite =
        order.stream().map(item -> new OrderItem(item.names(), !item.descending())).toList();
    return index.equals(order) || index.equals(opposite);
  }

  /** The most precise pattern decides; included wins over an equal one that is excluded. */
  private boolean indexes(List<String> names) {
    int in = precision(included, names);
    return consistent && (ALWAYS.contains(names) || (in >= 0 && in >= precision(excluded, names)));
  }

  private static int precision(List<IndexPattern> patterns, List<String> names) {
    return patterns.stream()
        .filter(pattern -> pattern.covers(names))
        .mapToInt(IndexPattern::precision)
        .max()
        .orElse(-1);
  }

  /**
   * The indexes to keep: one for each composite index and for each included path without a wildcard
   * that no composite index begins with. What a wildcard includes has none; queries over it look at
   * each document.
   *
   * @param inPartitions whether partitions hold more than one document, so that each index is kept
   *     a second time by partition
   */
  List<IndexDefinition> definitions(boolean inPartitions) {
    if (!consistent) {
      return List.of();
    }
    Set<List<IndexedPath>> wanted = new LinkedHashSet<>();
    for (List<OrderItem> composite : composites) {
      boolean turned = composite.get(0).descending();
      wanted.add(
          composite.stream()
              .map(item -> new IndexedPath(item.names(), false, item.descending() != turned))
              .toList());
    }
    Set<IndexedPath> leading = new LinkedHashSet<>();
    wanted.forEach(paths -> leading.add(paths.get(0)));
    Set<IndexedPath> single = new LinkedHashSet<>();
    single.add(new IndexedPath(List.of("id"), false, false));
    for (IndexPattern pattern : included) {
      if (!pattern.wildcard()) {
        single.add(new IndexedPath(pattern.names(), pattern.elements(), false));
      }
    }
    single.removeAll(leading);
    single.forEach(path -> wanted.add(List.of(path)));
    List<IndexDefinition> definitions = new ArrayList<>();
    for (List<IndexedPath> paths : wanted) {
      definitions.add(new IndexDefinition(false, paths));
      if (inPartitions) {
        definitions.add(new IndexDefinition(true, paths));
      }
    }
    return List.copyOf(definitions);
  }
}
