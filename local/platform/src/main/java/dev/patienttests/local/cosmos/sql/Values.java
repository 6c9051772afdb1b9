package dev.patienttests.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Equality and order of JSON values as queries see them: numbers are doubles. */
final class Values {

  private Values() {}

  static boolean equal(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return Double.compare(a.doubleValue(), b.doubleValue()) == 0;
    }
    if (a.isArray() && b.isArray()) {
      return equalMembers(a, b);
    }
    if (a.isObject() && b.isObject()) {
      return a.size() == b.size() && includes(a, b);
    }
    return !a.isMissingNode() && a.equals(b);
  }

  private static boolean equalMembers(JsonNode a, JsonNode b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.path(i), b.path(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether an object has all members of another one, with equal values. */
  static boolean includes(JsonNode whole, JsonNode part) {
    for (Map.Entry<String, JsonNode> member : part.properties()) {
      if (!equal(whole.path(member.getKey()), member.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** The order of two values of one type; empty where they are not comparable. */
  static Optional<Integer> compareAlike(JsonNode a, JsonNode b) {
    if (rank(a) != rank(b) || a.isContainerNode()) {
      return Optional.empty();
    }
    return Optional.of(compare(a, b));
  }

  /**
   * The order of ORDER BY: undefined, null, booleans, numbers, strings, then arrays and objects
   * (Azure documentation, "ORDER BY").
   */
  static int compare(JsonNode a, JsonNode b) {
    int byRank = Integer.compare(rank(a), rank(b));
    if (byRank != 0) {
      return byRank;
    }
    if (a.isBoolean()) {
      return Boolean.compare(a.booleanValue(), b.booleanValue());
    }
    if (a.isNumber()) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    return a.isTextual() ? compareText(a.textValue(), b.textValue()) : 0;
  }

  /** The order of code points, which is that of UTF-8. */
  private static int compareText(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(weight(a.charAt(i)), weight(b.charAt(i)));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Surrogates stand for code points above all others. */
  private static int weight(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  private static int rank(JsonNode value) {
    return switch (value.getNodeType()) {
      case MISSING -> 0;
      case NULL -> 1;
      case BOOLEAN -> 2;
      case NUMBER -> 3;
      case STRING -> 4;
      default -> 5;
    };
  }
}
