package dev.patienttests.local.cosmos;

import dev.patienttests.local.cosmos.sql.OrderItem;
import dev.patienttests.local.cosmos.sql.Query;
import dev.patienttests.local.cosmos.sql.Restriction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Chooses how to find the documents of a query. */
final class Planner {

  /** So many documents are sorted faster than an index is read that has them among others. */
  static final int FEW = 256;

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

  /**
   * The best way.
   *
   * @param size estimates how many entries there are, up to {@link #FEW}
   */
  Access plan(ToIntFunction<Access> size) {
    List<Access> candidates = candidates();
    return switch (candidates.size()) {
      case 0 -> new Access.Scan();
      case 1 -> candidates.get(0);
      default -> best(candidates, size);
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

  private record Rated(Access access, int size) {}

  private static Access best(List<Access> candidates, ToIntFunction<Access> size) {
    return candidates.stream()
        .map(access -> new Rated(access, size.applyAsInt(access)))
        .min(
            Comparator.comparing((Rated rated) -> rated.size() >= FEW)
                .thenComparing(rated -> rated.size() >= FEW && !inOrder(rated.access()))
                .thenComparing(Rated::size)
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
