package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.patienttests.local.cosmos.sql.Query;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs queries over the documents of a container, page by page. */
final class Queries {

  private static final int LARGEST_PAGE = 1_000;
  private static final int LARGEST_PAGE_BYTES = 4 * 1024 * 1024;

  private final SqliteFile file;
  private final Items items;
  private final IndexTables indexes;
  private final Indexer indexer;

  Queries(SqliteFile file, Items items, IndexTables indexes, Indexer indexer) {
    this.file = file;
    this.items = items;
    this.indexes = indexes;
    this.indexer = indexer;
  }

  /** A page of results. */
  record Page(ArrayNode results, Optional<String> continuation) {}

  /**
   * Runs a query.
   *
   * @param pageSize the most results; negative for as many as the service gives at once
   * @param token of the page before; absent or empty for the first one
   * @param mark stands for the query in tokens
   */
  Page run(
      StoredContainer container,
      QueryScope scope,
      Query query,
      int pageSize,
      Optional<String> token,
      String mark) {
    container.indexing().requireOrder(query.order());
    Optional<Continuation> start = Continuation.of(token, mark);
    QueryScope narrowed = narrowed(container, scope, query);
    indexer.catchUp();
    return indexes.unchanged(
        () ->
            file.read(
                session -> {
                  Finder finder = new Finder(session, container, narrowed, query, items.now());
                  Planner planner =
                      new Planner(indexes.of(container), narrowed.partitionKey(), query);
                  Access access =
                      start.isPresent()
                          ? planner.named(start.get().access())
                          : planner.plan(finder::size);
                  return query.counts()
                      ? count(finder, access, query)
                      : page(finder, access, query, pageSize, start, mark);
                }));
  }

  private static Page page(
      Finder finder,
      Access access,
      Query query,
      int pageSize,
      Optional<Continuation> start,
      String mark)
      throws SQLException {
    int size = pageSize < 1 ? LARGEST_PAGE : Math.min(pageSize, LARGEST_PAGE);
    PageCollector page = new PageCollector(query, size, start);
    finder.visit(access, start, page);
    return page.page(mark, access);
  }

  private static Page count(Finder finder, Access access, Query query) throws SQLException {
    long[] number = {0};
    finder.visit(
        access,
        Optional.empty(),
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

  /** The scope, or the one logical partition that the query itself asks for. */
  private static QueryScope narrowed(StoredContainer container, QueryScope scope, Query query) {
    if (scope.partitionKey().isPresent()) {
      return scope;
    }
    List<JsonNode> values = new ArrayList<>();
    for (String path : container.partitionKey().paths()) {
      Optional<JsonNode> value = query.demanded(PropertyPath.parse(path).names());
      if (value.isEmpty()) {
        return scope;
      }
      values.add(value.get());
    }
    return new QueryScope(
        Optional.of(PartitionKeyDefinition.canonical(values)), scope.partitions());
  }

  /** Fills one page. */
  private static final class PageCollector implements Finder.Visitor {
    private final Query query;
    private final int size;
    private final ArrayNode results = Json.MAPPER.createArrayNode();
    private long passed;
    private int bytes;
    private Optional<Finder.Match> last = Optional.empty();
    private boolean more;

    PageCollector(Query query, int size, Optional<Continuation> start) {
      this.query = query;
      this.size = size;
      this.passed = start.map(Continuation::passed).orElse(0L);
    }

    @Override
    public boolean wantsMore(Finder.Match match) {
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
      return passed - query.offset() < query.limit();
    }

    Page page(String mark, Access access) {
      Optional<String> token =
          more
              ? last.map(
                  match ->
                      new Continuation(
                              mark,
                              access.name(),
                              match.sequence(),
                              match.position(),
                              match.orderKey(),
                              passed)
                          .token())
              : Optional.empty();
      return new Page(results, token);
    }
  }
}
