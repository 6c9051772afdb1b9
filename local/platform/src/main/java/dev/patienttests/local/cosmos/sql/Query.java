package dev.patienttests.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.patienttests.local.cosmos.CosmosException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A query with its parameters filled in.
 *
 * <p>Served are {@code SELECT} with {@code *}, fields, {@code VALUE} and {@code COUNT}, {@code
 * TOP}, {@code WHERE}, {@code ORDER BY} and {@code OFFSET … LIMIT}.
 */
public final class Query {

  private static final int MAXIMUM_LENGTH = 256 * 1024;

  private final Selection selection;
  private final Optional<Expression> where;
  private final List<Order> order;
  private final long offset;
  private final long limit;

  record Order(Expression.Path path, boolean descending) {}

  Query(
      Selection selection, Optional<Expression> where, List<Order> order, long offset, long limit) {
    this.selection = selection;
    this.where = where;
    this.order = List.copyOf(order);
    this.offset = offset;
    this.limit = limit;
  }

  /**
   * Reads a query.
   *
   * @param parameters an array of objects with name and value, as clients send it
   * @throws CosmosException 400 for bad syntax, and for what is not served, by its name
   */
  public static Query parse(String sql, JsonNode parameters) {
    if (sql.length() > MAXIMUM_LENGTH) {
      throw CosmosException.badRequest("The query is longer than 256 KB.");
    }
    Map<String, JsonNode> values = new HashMap<>();
    for (JsonNode parameter : parameters) {
      values.put(parameter.path("name").asText(), parameter.path("value"));
    }
    return new QueryParser(sql, values).query();
  }

  /** Whether the WHERE clause holds for a document. */
  public boolean matches(JsonNode document) {
    if (where.isEmpty()) {
      return true;
    }
    JsonNode holds = where.get().valueFor(document);
    return holds.isBoolean() && holds.booleanValue();
  }

  /** Whether results are bare values, not objects. */
  public boolean selectsValue() {
    return selection instanceof Selection.Value
        || (selection instanceof Selection.Count count && count.bare());
  }

  /** The result for a document that matches; empty where the selected value is undefined. */
  public Optional<JsonNode> result(JsonNode document) {
    JsonNode result = selection.of(document);
    return result.isMissingNode() ? Optional.empty() : Optional.of(result);
  }

  /** Whether the query counts documents. */
  public boolean counts() {
    return selection instanceof Selection.Count;
  }

  /** Whether a document that matches counts. */
  public boolean isCounted(JsonNode document) {
    return selection instanceof Selection.Count count
        && !count.counted().valueFor(document).isMissingNode();
  }

  /** The result of a query that counts. */
  public JsonNode countResult(long number) {
    LongNode value = LongNode.valueOf(number);
    if (selection instanceof Selection.Count count && !count.bare()) {
      return new Expression.ObjectOf(Map.of(count.name(), new Expression.Constant(value)))
          .valueFor(value);
    }
    return value;
  }

  /** How many matching documents are passed over. */
  public long offset() {
    return offset;
  }

  /** How many results there are at most, after the offset. */
  public long limit() {
    return limit;
  }

  /** Whether the query orders its results. */
  public boolean ordered() {
    return !order.isEmpty();
  }

  /** The values that a document is ordered by. */
  public List<JsonNode> orderKey(JsonNode document) {
    return order.stream().map(item -> item.path().valueFor(document)).toList();
  }

  /** Compares two {@link #orderKey} lists. */
  public int compareKeys(List<JsonNode> a, List<JsonNode> b) {
    for (int i = 0; i < order.size(); i++) {
      int sign = Values.compare(a.get(i), b.get(i));
      if (sign != 0) {
        return order.get(i).descending() ? -sign : sign;
      }
    }
    return 0;
  }

  /** What is ordered by. */
  public List<OrderItem> order() {
    return order.stream()
        .map(
            item ->
                new OrderItem(
                    item.path().steps().stream().map(String::valueOf).toList(), item.descending()))
        .toList();
  }

  /** What holds for each document that the query finds, as far as an index can look it up. */
  public List<Restriction> restrictions() {
    return where.map(Restrictions::of).orElse(List.of());
  }

  /** The constant that the WHERE clause demands for a property, where it plainly does. */
  public Optional<JsonNode> demanded(List<String> path) {
    return restrictions().stream()
        .filter(Restriction.OneOf.class::isInstance)
        .map(Restriction.OneOf.class::cast)
        .filter(only -> only.path().equals(path) && only.values().size() == 1)
        .map(only -> only.values().get(0))
        .findFirst();
  }
}
