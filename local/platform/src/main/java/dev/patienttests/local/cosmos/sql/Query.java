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

  /**
   * What is ordered by, as paths of an indexing policy with {@code ascending}/{@code descending}.
   */
  public List<Map.Entry<String, String>> orderPaths() {
    return order.stream()
        .map(
            item ->
                Map.entry(
                    "/"
                        + String.join(
                            "/", item.path().steps().stream().map(String::valueOf).toList()),
                    item.descending() ? "descending" : "ascending"))
        .toList();
  }

  /** The constant that the WHERE clause demands for a property, where it plainly does. */
  public Optional<JsonNode> demanded(List<String> path) {
    if (where.isEmpty()) {
      return Optional.empty();
    }
    List<Expression> parts =
        where.get() instanceof Expression.Logical logical && logical.and()
            ? logical.parts()
            : List.of(where.get());
    for (Expression part : parts) {
      if (part instanceof Expression.Comparison comparison
          && comparison.operator().equals("=")
          && comparison.left() instanceof Expression.Path left
          && left.steps().equals(path)
          && comparison.right() instanceof Expression.Constant constant
          && constant.value().isValueNode()
          && !constant.value().isMissingNode()) {
        return Optional.of(constant.value());
      }
    }
    return Optional.empty();
  }
}
