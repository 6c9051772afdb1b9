package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.cosmos.sql.Query;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs queries over the documents of a container, page by page. */
final class Queries {

  private static final int LARGEST_PAGE = 1_000;
  private static final int LARGEST_PAGE_BYTES = 4 * 1024 * 1024;

  private static final String COLUMNS = "SELECT seq, pk, etag, body FROM items WHERE container = ?";
  private static final String ALIVE =
      " AND seq > ? AND (expires IS NULL OR expires > ?) ORDER BY seq";

  private final SqliteFile file;
  private final Items items;

  Queries(SqliteFile file, Items items) {
    this.file = file;
    this.items = items;
  }

  /** A page of results. */
  record Page(ArrayNode results, Optional<String> continuation) {}

  /** A matching document. */
  private record Match(long sequence, ObjectNode document, int size, List<JsonNode> orderKey) {}

  /** Told of each match; answers whether it wants more. */
  private interface Visitor {
    boolean wantsMore(Match match);
  }

  /**
   * Runs a query.
   *
   * @param pageSize the most results; negative for as many as the service gives at once
   * @param token of the page before; absent or empty for the first one
   */
  Page run(
      StoredContainer container,
      QueryScope scope,
      Query query,
      int pageSize,
      Optional<String> token,
      String mark) {
    requireCompositeIndex(container, query);
    Optional<Continuation> start = Continuation.of(token, mark);
    if (query.counts()) {
      return count(container, scope, query);
    }
    int size = pageSize < 1 ? LARGEST_PAGE : Math.min(pageSize, LARGEST_PAGE);
    PageCollector page = new PageCollector(query, size, mark, start);
    if (query.ordered()) {
      ordered(container, scope, query, start, page);
    } else {
      long after = start.map(Continuation::sequence).orElse(0L);
      scan(container, scope, query, after, page);
    }
    return page.page();
  }

  private Page count(StoredContainer container, QueryScope scope, Query query) {
    long[] number = {0};
    scan(
        container,
        scope,
        query,
        0,
        match -> {
          if (query.isCounted(match.document())) {
            number[0]++;
          }
          return true;
        });
    ArrayNode results = Json.MAPPER.createArrayNode();
    if (query.offset() == 0 && query.limit() > 0) {
      results.add(query.countResult(number[0]));
    }
    return new Page(results, Optional.empty());
  }

  private void ordered(
      StoredContainer container,
      QueryScope scope,
      Query query,
      Optional<Continuation> start,
      Visitor page) {
    List<Match> matches = new ArrayList<>();
    scan(container, scope, query, 0, matches::add);
    matches.sort(
        (a, b) -> {
          int sign = query.compareKeys(a.orderKey(), b.orderKey());
          return sign != 0 ? sign : Long.compare(a.sequence(), b.sequence());
        });
    for (Match match : matches) {
      if (start.isPresent() && !isAfter(query, match, start.get())) {
        continue;
      }
      if (!page.wantsMore(match)) {
        return;
      }
    }
  }

  private static boolean isAfter(Query query, Match match, Continuation start) {
    if (start.orderKey().size() != match.orderKey().size()) {
      throw CosmosException.badRequest("The continuation token is not one of this query.");
    }
    int sign = query.compareKeys(match.orderKey(), start.orderKey());
    return sign > 0 || (sign == 0 && match.sequence() > start.sequence());
  }

  private void scan(
      StoredContainer container, QueryScope scope, Query query, long after, Visitor visitor) {
    Optional<String> partition = scope.partitionKey().or(() -> demanded(container, query));
    file.read(
        session -> {
          PreparedStatement statement =
              partition.isPresent()
                  ? session.prepare(
                      COLUMNS + " AND pk = ?" + ALIVE,
                      container.number(),
                      partition.get(),
                      after,
                      items.now())
                  : session.prepare(COLUMNS + ALIVE, container.number(), after, items.now());
          try (ResultSet rows = statement.executeQuery()) {
            visit(rows, scope, query, visitor);
          }
          return null;
        });
  }

  private static void visit(ResultSet rows, QueryScope scope, Query query, Visitor visitor)
      throws SQLException {
    while (rows.next()) {
      if (!scope.partitions().test(rows.getString(2))) {
        continue;
      }
      byte[] body = rows.getBytes(4);
      ObjectNode document = Json.stored(body);
      if (query.matches(document)
          && !visitor.wantsMore(
              new Match(rows.getLong(1), document, body.length, query.orderKey(document)))) {
        return;
      }
    }
  }

  /** The logical partition that the query itself asks for. */
  private static Optional<String> demanded(StoredContainer container, Query query) {
    List<JsonNode> values = new ArrayList<>();
    for (String path : container.partitionKey().paths()) {
      Optional<JsonNode> value = query.demanded(PropertyPath.parse(path).names());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(PartitionKeyDefinition.canonical(values));
  }

  /** Azure documentation, "Indexing policies": ORDER BY two properties needs a composite index. */
  private static void requireCompositeIndex(StoredContainer container, Query query) {
    var wanted = query.orderPaths();
    if (wanted.size() < 2) {
      return;
    }
    JsonNode policy = container.definition().path("indexingPolicy");
    for (JsonNode index : policy.path("compositeIndexes")) {
      if (CompositeIndexes.serves(index, wanted)) {
        return;
      }
    }
    throw CosmosException.badRequest(
        "ORDER BY "
            + wanted
            + " has no corresponding composite index in the indexing policy of "
            + container.name()
            + ".");
  }

  /** Fills one page. */
  private static final class PageCollector implements Visitor {
    private final Query query;
    private final int size;
    private final String mark;
    private final ArrayNode results = Json.MAPPER.createArrayNode();
    private long passed;
    private int bytes;
    private Optional<Match> last = Optional.empty();
    private boolean more;

    PageCollector(Query query, int size, String mark, Optional<Continuation> start) {
      this.query = query;
      this.size = size;
      this.mark = mark;
      this.passed = start.map(Continuation::passed).orElse(0L);
    }

    @Override
    public boolean wantsMore(Match match) {
      if (passed - query.offset() >= query.limit()) {
        return false;
      }
      Optional<JsonNode> result =
          passed < query.offset() ? Optional.empty() : query.result(match.document());
      if (result.isPresent() && (results.size() >= size || bytes > LARGEST_PAGE_BYTES)) {
        more = true;
        return false;
      }
      passed++;
      last = Optional.of(match);
      result.ifPresent(results::add);
      bytes += match.size();
      return true;
    }

    Page page() {
      Optional<String> token =
          more
              ? last.map(
                  match ->
                      new Continuation(mark, match.sequence(), match.orderKey(), passed).token())
              : Optional.empty();
      return new Page(results, token);
    }
  }
}
