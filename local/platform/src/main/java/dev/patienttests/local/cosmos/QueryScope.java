package dev.patienttests.local.cosmos;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The part of a container that a query looks at.
 *
 * @param partitionKey canonical text of one logical partition; absent for all of them
 * @param partitions which logical partitions count, by canonical text
 */
record QueryScope(Optional<String> partitionKey, Predicate<String> partitions) {

  static QueryScope everything() {
    return new QueryScope(Optional.empty(), partition -> true);
  }

  static QueryScope of(String partitionKey) {
    return new QueryScope(Optional.of(partitionKey), partition -> true);
  }
}
