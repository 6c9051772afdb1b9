package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.cosmos.IndexDefinition.IndexedPath;
import dev.patienttests.local.cosmos.sql.OrderItem;
import dev.patienttests.local.cosmos.sql.Restriction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ranges of one index that hold all documents which meet restrictions. */
final class IndexReading {

  private static final int MOST_RANGES = 1_000;

  private final IndexTables.Index index;
  private final List<Restriction> restrictions;
  private final List<KeyRange> ranges;
  private int known;
  private boolean bounded;

  IndexReading(
      IndexTables.Index index, Optional<String> partition, List<Restriction> restrictions) {
    this.index = index;
    this.restrictions = restrictions;
    List<byte[]> prefixes = List.of(index.definition().prefix(partition.orElse("")));
    List<IndexedPath> paths = index.definition().paths();
    while (known < paths.size()) {
      Optional<List<JsonNode>> values = values(paths.get(known));
      if (values.isEmpty() || (long) prefixes.size() * values.get().size() > MOST_RANGES) {
        break;
      }
      prefixes = extended(prefixes, paths.get(known), values.get());
      known++;
    }
    this.ranges = bounds(prefixes);
  }

  private static List<byte[]> extended(
      List<byte[]> prefixes, IndexedPath path, List<JsonNode> values) {
    List<byte[]> longer = new ArrayList<>();
    for (byte[] prefix : prefixes) {
      values.forEach(value -> longer.add(IndexKey.join(prefix, path.key(value))));
    }
    return longer;
  }

  /** Sorted, so that the ranges as a whole have the order of the index; each one once. */
  private List<KeyRange> bounds(List<byte[]> prefixes) {
    List<KeyRange> found = new ArrayList<>();
    List<byte[]> sorted = new ArrayList<>(prefixes);
    sorted.sort(Arrays::compareUnsigned);
    Optional<KeyRange> next = nextBound();
    bounded = next.isPresent();
    byte[] before = null;
    for (byte[] prefix : sorted) {
      if (before == null || !Arrays.equals(before, prefix)) {
        found.add(next.isPresent() ? next.get().behind(prefix) : KeyRange.startingWith(prefix));
      }
      before = prefix;
    }
    return List.copyOf(found);
  }

  /** Where comparisons bound the first value that is not known. */
  private Optional<KeyRange> nextBound() {
    List<IndexedPath> paths = index.definition().paths();
    if (known == paths.size() || paths.get(known).elements()) {
      return Optional.empty();
    }
    IndexedPath path = paths.get(known);
    return restrictions.stream()
        .filter(Restriction.Compares.class::isInstance)
        .map(Restriction.Compares.class::cast)
        .filter(compares -> compares.path().equals(path.names()))
        .map(compares -> KeyRange.of(compares.operator(), compares.value()))
        .reduce(KeyRange::and)
        .map(range -> path.descending() ? range.inverted() : range);
  }

  private Optional<List<JsonNode>> values(IndexedPath path) {
    for (Restriction restriction : restrictions) {
      if (!path.elements()
          && restriction instanceof Restriction.OneOf one
          && one.path().equals(path.names())) {
        return Optional.of(one.values());
      }
      if (path.elements()
          && restriction instanceof Restriction.Holds holds
          && holds.path().equals(path.names())) {
        return Optional.of(List.of(holds.value()));
      }
    }
    return Optional.empty();
  }

  /** How many leading values of the index are known. */
  int known() {
    return known;
  }

  /** Whether this is less than the whole index. */
  boolean narrows() {
    return known > 0 || bounded;
  }

  /** The ranges, and whether they have an order; each one has the empty order. */
  Access.Ranges ranges(List<OrderItem> order) {
    List<OrderItem> open = order.stream().filter(item -> !isConstant(item.names())).toList();
    List<IndexedPath> rest =
        index.definition().paths().subList(known, index.definition().paths().size()).stream()
            .filter(path -> !isConstant(path.names()) || path.elements())
            .toList();
    boolean descending =
        !open.isEmpty() && !rest.isEmpty() && open.get(0).descending() != rest.get(0).descending();
    boolean inOrder = ranges.size() <= 1 || order.isEmpty();
    for (int i = 0; i < open.size() && inOrder; i++) {
      inOrder =
          i < rest.size()
              && !rest.get(i).elements()
              && rest.get(i).names().equals(open.get(i).names())
              && (rest.get(i).descending() != open.get(i).descending()) == descending;
    }
    return new Access.Ranges(index, ranges, known, inOrder, descending);
  }

  /** Whether all documents have the same value here. */
  private boolean isConstant(List<String> names) {
    return restrictions.stream()
        .anyMatch(
            restriction ->
                restriction instanceof Restriction.OneOf one
                    && one.path().equals(names)
                    && one.values().size() == 1);
  }
}
