package dev.patienttests.local.gateway.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.gateway.expression.NetDates;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * JSON as XML: members are elements, items of an array are elements of its name, null is {@code
 * xsi:nil}. A whole with one member that is no array has that member as its root, any other the
 * element {@code Document}.
 */
public final class JsonToXml {
  private static final int MAX_DEPTH = 64;
  private static final String NIL =
      " xsi:nil=\"true\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" />";
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /**
   * How names and dates are read.
   *
   * @param parseDates whether texts that are dates are read and written anew
   * @param separator between a prefix and a name
   * @param namespacePrefix name of members that declare namespaces
   * @param attributeBlock name of members whose own members are attributes
   */
  public record Reading(
      boolean parseDates,
      String separator,
      Optional<String> namespacePrefix,
      Optional<String> attributeBlock) {}

  private final Reading names;
  private final StringBuilder out = new StringBuilder();

  private JsonToXml(Reading names) {
    this.names = names;
  }

  /**
   * Converts a body.
   *
   * @throws ConversionException where it is no JSON object, or something in it has no place in XML
   */
  public static String convert(byte[] json, Reading names) throws ConversionException {
    JsonNode whole;
    try {
      whole = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new ConversionException(
          "The body is no JSON, nests too deeply or names a member twice.");
    } catch (IOException e) {
      throw new ConversionException("The body cannot be read.");
    }
    if (!(whole instanceof ObjectNode object)) {
      throw new ConversionException("The body is no JSON object.");
    }
    JsonToXml writer = new JsonToXml(names);
    boolean hasRoot = object.size() == 1 && !object.elements().next().isArray();
    if (hasRoot) {
      Map.Entry<String, JsonNode> root = object.properties().iterator().next();
      writer.element(root.getKey(), root.getValue(), Set.of());
    } else {
      writer.element("Document", object, Set.of());
    }
    return writer.out.toString();
  }

  private void element(String name, JsonNode value, Set<String> prefixes)
      throws ConversionException {
    if (value.isArray()) {
      if (value.isEmpty()) {
        out.append('<').append(qualified(name, prefixes)).append(" />");
      }
      for (JsonNode item : value) {
        if (item.isArray()) {
          throw new ConversionException("An array in an array has no name.");
        }
        element(name, item, prefixes);
      }
      return;
    }
    Set<String> inner = new HashSet<>(prefixes);
    value.fieldNames().forEachRemaining(member -> declared(member).ifPresent(inner::add));
    String tag = qualified(name, inner);
    out.append('<').append(tag);
    if (value.isNull()) {
      out.append(NIL);
    } else if (value.isObject()) {
      object((ObjectNode) value, tag, inner);
    } else if (value.asText().isEmpty()) {
      out.append(" />");
    } else {
      out.append('>');
      escape(text(value), false);
      out.append("</").append(tag).append('>');
    }
  }

  private void object(ObjectNode object, String tag, Set<String> prefixes)
      throws ConversionException {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      Optional<String> prefix = declared(member.getKey());
      if (prefix.isPresent()) {
        attribute(prefix.get().isEmpty() ? "xmlns" : "xmlns:" + prefix.get(), member.getValue());
      } else if (isBlock(member.getKey())) {
        for (Map.Entry<String, JsonNode> attribute : member.getValue().properties()) {
          attribute(qualified(attribute.getKey(), prefixes), attribute.getValue());
        }
      }
    }
    int start = out.length();
    out.append('>');
    int content = out.length();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (declared(member.getKey()).isEmpty() && !isBlock(member.getKey())) {
        element(member.getKey(), member.getValue(), prefixes);
      }
    }
    if (out.length() == content) {
      out.setLength(start);
      out.append(" />");
    } else {
      out.append("</").append(tag).append('>');
    }
  }

  private void attribute(String name, JsonNode value) throws ConversionException {
    if (value.isContainerNode()) {
      throw new ConversionException("An attribute is no object and no array.");
    }
    out.append(' ').append(name).append("=\"");
    escape(value.isNull() ? "" : text(value), true);
    out.append('"');
  }

  private String text(JsonNode value) {
    return value.isTextual() && names.parseDates()
        ? NetDates.rewritten(value.asText())
        : value.asText();
  }

  private boolean isBlock(String name) {
    return names.attributeBlock().filter(name::equals).isPresent();
  }

  /** The prefix that a member declares, empty for the default one. */
  private Optional<String> declared(String member) {
    if (names.namespacePrefix().isEmpty()) {
      return Optional.empty();
    }
    String prefix = names.namespacePrefix().get();
    if (member.equals(prefix)) {
      return Optional.of("");
    }
    String start = prefix + names.separator();
    return member.startsWith(start)
        ? Optional.of(encoded(member.substring(start.length())))
        : Optional.empty();
  }

  /** Only a prefix that is declared is one: other names may hold the separator. */
  private String qualified(String name, Set<String> prefixes) {
    int at = name.indexOf(names.separator());
    if (at > 0) {
      String prefix = name.substring(0, at);
      if (prefixes.contains(prefix)) {
        return prefix + ":" + encoded(name.substring(at + names.separator().length()));
      }
    }
    return encoded(name);
  }

  /** As .NET's {@code XmlConvert.EncodeLocalName} does. */
  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              boolean letter = Character.isLetter(c) || c == '_';
              boolean later = Character.isDigit(c) || c == '-' || c == '.';
              if (letter || (later && !encoded.isEmpty())) {
                encoded.appendCodePoint(c);
              } else {
                encoded.append(String.format(c > 0xFFFF ? "_x%08X_" : "_x%04X_", c));
              }
            });
    return encoded.isEmpty() ? "_" : encoded.toString();
  }

  private void escape(String text, boolean inAttribute) throws ConversionException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append(inAttribute ? "&quot;" : "\"");
        case '\r' -> out.append("&#xD;");
        case '\n', '\t' ->
            out.append(inAttribute ? "&#x" + Integer.toHexString(c) + ";" : String.valueOf(c));
        default -> {
          boolean alone =
              Character.isSurrogate(c)
                  && !(Character.isHighSurrogate(c)
                      && i + 1 < text.length()
                      && Character.isLowSurrogate(text.charAt(i + 1)))
                  && !(Character.isLowSurrogate(c)
                      && i > 0
                      && Character.isHighSurrogate(text.charAt(i - 1)));
          if (c < ' ' || c == '\uFFFE' || c == '\uFFFF' || alone) {
            throw new ConversionException("A text holds a character that XML has not.");
          }
          out.append(c);
        }
      }
    }
  }
}
