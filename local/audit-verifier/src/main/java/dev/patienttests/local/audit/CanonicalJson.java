package dev.patienttests.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Canonical JSON by RFC 8785, for what a trail holds: text, whole numbers of at most 53 bits, true
 * and false, lists and objects. Any other value has no place in a record, and is refused.
 */
final class CanonicalJson {
  private static final long LARGEST = (1L << 53) - 1;
  private static final int FIRST_PRINTABLE = 0x20;

  private CanonicalJson() {}

  /**
   * The canonical form, in UTF-8.
   *
   * @throws IllegalArgumentException when a value has none here; the message says why
   */
  static byte[] bytes(JsonNode value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject((ObjectNode) value, out);
      case ARRAY -> writeArray(value.elements(), out);
      case STRING -> writeText(value.textValue(), out);
      case NUMBER -> writeNumber(value, out);
      case BOOLEAN -> out.append(value.booleanValue());
      default ->
          throw new IllegalArgumentException(
              "holds a value of type " + value.getNodeType() + ", which no record has");
    }
  }

  /** Members stand in the order of the UTF-16 code units of their names (RFC 8785, 3.2.3). */
  private static void writeObject(ObjectNode object, StringBuilder out) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
    String separator = "{";
    for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
      out.append(separator);
      writeText(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void writeArray(Iterator<JsonNode> elements, StringBuilder out) {
    out.append('[');
    while (elements.hasNext()) {
      write(elements.next(), out);
      if (elements.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private static void writeNumber(JsonNode number, StringBuilder out) {
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || Math.abs(number.longValue()) > LARGEST) {
      throw new IllegalArgumentException("holds a number that is not whole, or too large");
    }
    out.append(number.longValue());
  }

  /** Only what must be escaped is, in the shortest way (RFC 8785, 3.2.2.2). */
  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c) && !isPair(text, i)) {
        throw new IllegalArgumentException("holds text that is not Unicode: half a surrogate pair");
      }
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < FIRST_PRINTABLE) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** Copy of an object without some members. */
  static ObjectNode without(ObjectNode object, List<String> members) {
    return object.deepCopy().remove(members);
  }
}
