package dev.patienttests.patient;

import java.util.Map;
import java.util.Optional;

/**
 * A query for documents.
 *
 * @param text fixed text; terms come as parameters only
 * @param parameters values by name, such as {@code @after}
 * @param partition the one partition to ask, if there is one
 */
record StoreQuery(String text, Map<String, String> parameters, Optional<String> partition) {
  StoreQuery {
    parameters = Map.copyOf(parameters);
  }

  /** Without the values, which may be personal. */
  @Override
  public String toString() {
    return "StoreQuery[" + text + "]";
  }
}
