package dev.patienttests.local.cosmos;

import java.util.List;
import java.util.stream.Collectors;

/** A way to find the documents of a query, and perhaps others, which are then left out. */
sealed interface Access {

  /** A name, by which a continuation goes on with the same way. */
  String name();

  /** Looks at each document of the partition, or of the container. */
  record Scan() implements Access {
    @Override
    public String name() {
      return "scan";
    }
  }

  /**
   * Reads ranges of an index.
   *
   * @param ranges ascending, without overlap
   * @param known how many leading values of the index each range fixes
   * @param inOrder whether documents come in the order that the query asks for
   * @param descending whether they do when the ranges are read from the end
   */
  record Ranges(
      IndexTables.Index index,
      List<KeyRange> ranges,
      int known,
      boolean inOrder,
      boolean descending)
      implements Access {
    @Override
    public String name() {
      return index.definition().text();
    }
  }

  /** Reads several indexes; a document may come more than once. */
  record Union(List<Ranges> parts) implements Access {
    @Override
    public String name() {
      return parts.stream().map(Ranges::name).collect(Collectors.joining(" or "));
    }
  }
}
