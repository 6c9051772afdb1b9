package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/**
 * A range of index keys.
 *
 * @param from the least key that belongs to it
 * @param below the least key above it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by compare()
record KeyRange(byte[] from, byte[] below) {

  /** All keys that begin so. */
  static KeyRange startingWith(byte[] prefix) {
    return new KeyRange(prefix, IndexKey.after(prefix));
  }

  /** All values of the same type that compare so with a value. */
  static KeyRange of(String operator, JsonNode value) {
    byte[] key = IndexKey.of(value);
    byte[] type = IndexKey.typeOf(value);
    return switch (operator) {
      case "<" -> new KeyRange(type, key);
      case "<=" -> new KeyRange(type, IndexKey.after(key));
      case ">" -> new KeyRange(IndexKey.after(key), IndexKey.after(type));
      case ">=" -> new KeyRange(key, IndexKey.after(type));
      default -> throw new IllegalArgumentException(operator);
    };
  }

  KeyRange and(KeyRange other) {
    return new KeyRange(
        Arrays.compareUnsigned(from, other.from) >= 0 ? from : other.from,
        Arrays.compareUnsigned(below, other.below) <= 0 ? below : other.below);
  }

  /** The same values where they are kept in the opposite order. */
  KeyRange inverted() {
    return new KeyRange(
        IndexKey.after(IndexKey.inverted(below)), IndexKey.after(IndexKey.inverted(from)));
  }

  /** These values after what all keys begin with. */
  KeyRange behind(byte[] prefix) {
    return new KeyRange(IndexKey.join(prefix, from), IndexKey.join(prefix, below));
  }
}
