package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.cosmos.sql.Query;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the documents of one query by the way that was chosen for it. */
final class Finder {

  private static final String ALIVE = "(i.expires IS NULL OR i.expires > ?)";
  private static final String SCAN =
      "SELECT i.seq, i.pk, i.body FROM items i WHERE " + ALIVE + " AND container = ?";
  private static final String SCAN_ALL = SCAN + " AND seq > ? ORDER BY seq";

  /** The plus signs keep SQLite from walking through all partitions in the order wanted. */
  private static final String SCAN_PARTITION = SCAN + " AND pk = ? AND +seq > ? ORDER BY +seq";

  private static final String INDEX =
      "SELECT i.seq, i.pk, i.body, e.key FROM index_entries e CROSS JOIN items i ON i.seq = e.item"
          + " WHERE "
          + ALIVE
          + " AND e.number = ? AND e.key >= ? AND e.key < ?";
  private static final String FORWARD =
      INDEX + " AND (e.key > ? OR e.item > ?) ORDER BY e.key, e.item";
  private static final String BACKWARD =
      INDEX + " AND (e.key < ? OR e.item < ?) ORDER BY e.key DESC, e.item DESC";
  private static final String COUNT =
      "SELECT count(*) FROM (SELECT 1 FROM index_entries"
          + " WHERE number = ? AND key >= ? AND key < ? LIMIT ?)";

  private final SqliteFile.Session session;
  private final StoredContainer container;
  private final QueryScope scope;
  private final Query query;
  private final long now;

  /**
   * A matching document.
   *
   * @param position its index key; empty where it was not found by one
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Match(
      long sequence, ObjectNode document, int size, List<JsonNode> orderKey, byte[] position) {}

  /** Told of each match; answers whether it wants more. */
  interface Visitor {
    boolean wantsMore(Match match);
  }

  Finder(
      SqliteFile.Session session,
      StoredContainer container,
      QueryScope scope,
      Query query,
      long now) {
    this.session = session;
    this.container = container;
    this.scope = scope;
    this.query = query;
    this.now = now;
  }

  /** How many entries an access reads, up to a number. */
  int size(Access access, int most) {
    if (access instanceof Access.Union union) {
      int sum = union.parts().stream().mapToInt(part -> size(part, most)).sum();
      return Math.min(sum, most);
    }
    if (!(access instanceof Access.Ranges ranges)) {
      return most;
    }
    int size = 0;
    for (KeyRange range : ranges.ranges()) {
      size += count(ranges, range, most - size);
      if (size >= most) {
        break;
      }
    }
    return size;
  }

  private int count(Access.Ranges ranges, KeyRange range, int most) {
    try {
      return (int)
          session.number(COUNT, ranges.index().number(), range.from(), range.below(), most);
    } catch (SQLException e) {
      throw SqliteFile.failed(e);
    }
  }

  /** Visits the matches, in the order of the query where the access has it, after a start. */
  void visit(Access access, Optional<Continuation> start, Visitor visitor) throws SQLException {
    if (access instanceof Access.Ranges ranges && ranges.inOrder()) {
      read(ranges, start, visitor);
    } else if (access instanceof Access.Scan && !query.ordered()) {
      scan(start.map(Continuation::sequence).orElse(0L), visitor);
    } else {
      sorted(access, start, visitor);
    }
  }

  private void sorted(Access access, Optional<Continuation> start, Visitor visitor)
      throws SQLException {
    Map<Long, Match> found = new HashMap<>();
    Visitor collector =
        match -> {
          found.put(match.sequence(), match);
          return true;
        };
    if (access instanceof Access.Scan) {
      scan(0, collector);
    } else if (access instanceof Access.Ranges ranges) {
      read(ranges, Optional.empty(), collector);
    } else if (access instanceof Access.Union union) {
      for (Access.Ranges part : union.parts()) {
        read(part, Optional.empty(), collector);
      }
    }
    List<Match> matches = new ArrayList<>(found.values());
    matches.sort(
        (a, b) -> {
          int sign = query.compareKeys(a.orderKey(), b.orderKey());
          return sign != 0 ? sign : Long.compare(a.sequence(), b.sequence());
        });
    for (Match match : matches) {
      if ((start.isEmpty() || isAfter(match, start.get())) && !visitor.wantsMore(match)) {
        return;
      }
    }
  }

  private boolean isAfter(Match match, Continuation start) {
    if (start.orderKey().size() != match.orderKey().size()) {
      throw Continuation.invalid();
    }
    int sign = query.compareKeys(match.orderKey(), start.orderKey());
    return sign > 0 || (sign == 0 && match.sequence() > start.sequence());
  }

  private void scan(long after, Visitor visitor) throws SQLException {
    PreparedStatement statement =
        scope.partitionKey().isPresent()
            ? session.prepare(
                SCAN_PARTITION, now, container.number(), scope.partitionKey().get(), after)
            : session.prepare(SCAN_ALL, now, container.number(), after);
    visit(statement, false, visitor);
  }

  private void read(Access.Ranges access, Optional<Continuation> start, Visitor visitor)
      throws SQLException {
    List<KeyRange> ranges = new ArrayList<>(access.ranges());
    if (access.descending()) {
      Collections.reverse(ranges);
    }
    for (KeyRange range : ranges) {
      if (!visit(statement(access, range, start), true, visitor)) {
        return;
      }
    }
  }

  /** Bounds that a continuation does not reach leave out nothing. */
  private PreparedStatement statement(
      Access.Ranges access, KeyRange range, Optional<Continuation> start) throws SQLException {
    long number = access.index().number();
    if (access.descending()) {
      byte[] last = start.map(Continuation::position).orElse(IndexKey.END);
      byte[] end = IndexKey.join(last, new byte[] {0}); // the least key above the last one
      byte[] below = Arrays.compareUnsigned(end, range.below()) < 0 ? end : range.below();
      long before = start.map(Continuation::sequence).orElse(Long.MAX_VALUE);
      return session.prepare(BACKWARD, now, number, range.from(), below, last, before);
    }
    byte[] last = start.map(Continuation::position).orElse(IndexKey.START);
    byte[] from = Arrays.compareUnsigned(last, range.from()) > 0 ? last : range.from();
    long after = start.map(Continuation::sequence).orElse(-1L);
    return session.prepare(FORWARD, now, number, from, range.below(), last, after);
  }

  private boolean visit(PreparedStatement statement, boolean indexed, Visitor visitor)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        byte[] body = rows.getBytes(3);
        if (!admits(rows.getString(2))) {
          continue;
        }
        ObjectNode document = Json.stored(body);
        byte[] position = indexed ? rows.getBytes(4) : IndexKey.START;
        if (query.matches(document)
            && !visitor.wantsMore(
                new Match(
                    rows.getLong(1), document, body.length, query.orderKey(document), position))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean admits(String partition) {
    return scope.partitionKey().map(partition::equals).orElse(true)
        && scope.partitions().test(partition);
  }
}
