package dev.patienttests.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a query answers for each document, or for all of them. */
sealed interface Selection {

  /** {@code *}: the documents as they are. */
  record Everything() implements Selection {}

  /** {@code VALUE expression}. */
  record Value(Expression expression) implements Selection {}

  /** Named expressions. */
  record Fields(Map<String, Expression> fields) implements Selection {}

  /** {@code COUNT(expression)}: one result, bare after VALUE, otherwise under a name. */
  record Count(Expression counted, boolean bare, String name) implements Selection {}

  /** The result for a document; a missing node where there is none. */
  default JsonNode of(JsonNode document) {
    if (this instanceof Everything) {
      return document;
    }
    if (this instanceof Value value) {
      return value.expression().valueFor(document);
    }
    if (this instanceof Fields fields) {
      return new Expression.ObjectOf(fields.fields()).valueFor(document);
    }
    throw new IllegalStateException("A count has no result for one document");
  }
}
