package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes values so that their bytes, compared without sign, have the order of ORDER BY: undefined,
 * null, booleans, numbers, strings, then arrays and objects. No value's bytes begin with another
 * value's, so values may be written one after the other.
 */
final class IndexKey {

  private static final byte UNDEFINED = 1;
  private static final byte NULL = 2;
  private static final byte BOOLEAN = 3;
  private static final byte NUMBER = 4;
  private static final byte STRING = 5;
  private static final byte OTHER = 6;

  /** Below all keys. */
  static final byte[] START = {};

  /** Above all keys: they begin with a type, which is less. */
  static final byte[] END = {(byte) 0xFF, (byte) 0xFF};

  private IndexKey() {}

  static byte[] of(JsonNode value) {
    return switch (value.getNodeType()) {
      case MISSING -> new byte[] {UNDEFINED};
      case NULL -> new byte[] {NULL};
      case BOOLEAN -> new byte[] {BOOLEAN, (byte) (value.booleanValue() ? 1 : 0)};
      case NUMBER -> number(value.doubleValue());
      case STRING -> text(value.textValue());
      default -> new byte[] {OTHER};
    };
  }

  /** The least bytes that a value of this value's type can begin with. */
  static byte[] typeOf(JsonNode value) {
    return new byte[] {of(value)[0]};
  }

  private static byte[] number(double value) {
    long bits = Double.doubleToLongBits(value);
    long ordered = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    return ByteBuffer.allocate(1 + Long.BYTES).put(NUMBER).putLong(ordered).array();
  }

  /** UTF-8; a zero byte is followed by FF inside the text and by 01 at its end. */
  static byte[] text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int zeros = 0;
    for (byte b : utf8) {
      zeros += b == 0 ? 1 : 0;
    }
    ByteBuffer key = ByteBuffer.allocate(utf8.length + zeros + 3).put(STRING);
    if (zeros == 0) {
      key.put(utf8);
    } else {
      for (byte b : utf8) {
        key.put(b);
        if (b == 0) {
          key.put((byte) 0xFF);
        }
      }
    }
    return key.put((byte) 0).put((byte) 1).array();
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** The opposite order. */
  static byte[] inverted(byte[] key) {
    byte[] result = new byte[key.length];
    for (int i = 0; i < key.length; i++) {
      result[i] = (byte) ~key[i];
    }
    return result;
  }

  /** The least key above all keys that begin with this one. */
  static byte[] after(byte[] prefix) {
    for (int i = prefix.length - 1; i >= 0; i--) {
      if (prefix[i] != (byte) 0xFF) {
        byte[] next = Arrays.copyOf(prefix, i + 1);
        next[i]++;
        return next;
      }
    }
    return END;
  }

  /** Whether two lists hold the same keys in the same order. */
  static boolean equal(List<byte[]> a, List<byte[]> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!Arrays.equals(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }
}
