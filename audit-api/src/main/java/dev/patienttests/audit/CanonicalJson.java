package dev.patienttests.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.ids.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The canonical form of JSON (RFC 8785), for what records and seals consist of: texts, whole
 * numbers, arrays and objects. Anything else is refused, so that no value has two forms.
 */
final class CanonicalJson {
  /** Largest whole number that every reader of JSON keeps exactly (RFC 7493). */
  private static final long LARGEST = (1L << 53) - 1;

  private CanonicalJson() {}

  /**
   * The canonical form in UTF-8.
   *
   * @throws IllegalArgumentException for a value of another kind, and for half of a surrogate pair
   */
  static byte[] bytes(ObjectNode json) {
    StringBuilder out = new StringBuilder();
    write(json, out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** SHA-256 of the canonical form. */
  static byte[] digest(ObjectNode json) {
    return Sha256.of(bytes(json));
  }

  /** The same as 64 hexadecimal digits in lower case. */
  static String hash(ObjectNode json) {
    return HexFormat.of().formatHex(digest(json));
  }

  private static void write(JsonNode node, StringBuilder out) {
    if (node.isTextual()) {
      text(node.textValue(), out);
    } else if (node.isIntegralNumber() && isExact(node)) {
      out.append(node.longValue());
    } else if (node.isArray()) {
      array(node, out);
    } else if (node.isObject()) {
      object(node, out);
    } else {
      throw new IllegalArgumentException("No canonical form for " + node.getNodeType() + ".");
    }
  }

  private static boolean isExact(JsonNode number) {
    return number.canConvertToLong()
        && number.longValue() >= -LARGEST
        && number.longValue() <= LARGEST;
  }

  private static void array(JsonNode array, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      out.append(i == 0 ? "" : ",");
      write(array.get(i), out);
    }
    out.append(']');
  }

  /** Members in the order of their names' UTF-16 code units, which is how Java compares texts. */
  private static void object(JsonNode object, StringBuilder out) {
    Map<String, JsonNode> members = new TreeMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> member : members.entrySet()) {
      out.append(separator);
      text(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    out.append(text, 0, plain);
    text.substring(plain).codePoints().forEach(c -> character(c, out));
    out.append('"');
  }

  /** Whether it stands for itself; most texts consist of such characters. */
  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
  }

  private static void character(int c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ') {
          out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          throw new IllegalArgumentException("No canonical form for half a character.");
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }
}
