package dev.patienttests.local.cosmos;

import dev.patienttests.local.cosmos.sql.OrderItem;
import dev.patienttests.local.cosmos.sql.Query;
import dev.patienttests.local.cosmos.sql.Restriction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses how to find the documents of a query. */
final class Planner {

  /** An index with fewer entries is taken without a further look. */
  static final int FEW = 256;

  /**
   * More documents than this are not sorted when an index has them in order, among whatever others.
   */
  static final int MANY = 4_096;

  private final List<IndexTables.Index> indexes;
  private final Optional<String> partition;
  private final Query query;

  /**
   * Plans for a query.
   *
   * @param indexes of its container
   * @param partition the only one that it looks at
   */
  Planner(List<IndexTables.Index> indexes, Optional<String> partition, Query query) {
    this.indexes =
        indexes.stream()
            .filter(index -> index.definition().inPartition() == partition.isPresent())
            .toList();
    this.partition = partition;
    this.query = query;
  }

  /** Counts the entries that an access reads, up to a number. */
  interface Counter {
    int count(Access access, int most);
  }

  /** The best way. */
  Access plan(Counter counter) {
    List<Access> candidates = candidates();
    return switch (candidates.size()) {
      case 0 -> new Access.Scan();
      case 1 -> candidates.get(0);
      default -> best(candidates, counter);
    };
  }

  /** The way of a name; 400 where the query has none of it (any more). */
  Access named(String name) {
    if (name.equals(new Access.Scan().name())) {
      return new Access.Scan();
    }
    return candidates().stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow(Continuation::invalid);
  }

  /**
   * What has few entries, else what is known to have nothing but matches in order, else what has
   * fewer entries than {@link #MANY}, else what is in order.
   */
  private static Access best(List<Access> candidates, Counter counter) {
    Access first = least(candidates, counter, FEW);
    return counter.count(first, FEW) < FEW || (inOrder(first) && known(first) > 0)
        ? first
        : least(candidates, counter, MANY);
  }

  private record Rated(Access access, int size) {}

  private static Access least(List<Access> candidates, Counter counter, int most) {
    return candidates.stream()
        .map(access -> new Rated(access, counter.count(access, most)))
        .min(
            Comparator.comparingInt(Rated::size)
                .thenComparing(rated -> !inOrder(rated.access()))
                .thenComparing(rated -> -known(rated.access())))
        .orElseThrow()
        .access();
  }

  static boolean inOrder(Access access) {
    return access instanceof Access.Ranges ranges && ranges.inOrder();
  }

  private static int known(Access access) {
    return access instanceof Access.Ranges ranges ? ranges.known() : 0;
  }

  private List<Access> candidates() {
    List<Restriction> all = query.restrictions();
    List<Access> candidates = new ArrayList<>();
    for (IndexTables.Index index : indexes) {
      IndexReading reading = new IndexReading(index, partition, all);
      Access.Ranges ranges = reading.ranges(query.order());
      if (reading.narrows() || (ranges.inOrder() && query.ordered())) {
        candidates.add(ranges);
      }
    }
    for (Restriction restriction : all) {
      if (restriction instanceof Restriction.AnyOf any) {
        union(any).ifPresent(candidates::add);
      }
    }
    return candidates;
  }

  private Optional<Access> union(Restriction.AnyOf any) {
    List<Access.Ranges> parts = new ArrayList<>();
    for (List<Restriction> alternative : any.alternatives()) {
      Optional<Access.Ranges> part = narrowest(alternative);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new Access.Union(List.copyOf(parts)));
  }

  private Optional<Access.Ranges> narrowest(List<Restriction> restrictions) {
    return indexes.stream()
        .map(index -> new IndexReading(index, partition, restrictions))
        .filter(reading -> reading.known() > 0)
        .max(Comparator.comparingInt(IndexReading::known))
        .map(reading -> reading.ranges(List.<OrderItem>of()));
  }
}
