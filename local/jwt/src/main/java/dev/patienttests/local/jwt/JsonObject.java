package dev.patienttests.local.jwt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object whose nested objects stay the text that they were. Where a member stands twice, the
 * last one counts.
 */
final class JsonObject {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_LENGTH = 1 << 20;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_LENGTH)
                  .build())
          .build();

  private final Map<String, Value> members;

  private JsonObject(Map<String, Value> members) {
    this.members = members;
  }

  /** What kind of value a member has. */
  enum Kind {
    TEXT,
    NUMBER,
    TRUE_OR_FALSE,
    NULL,
    ARRAY,
    OBJECT
  }

  /**
   * A value.
   *
   * @param text of a string the string, of all others the JSON text as it was
   * @param elements those of an array
   */
  record Value(Kind kind, String text, List<Value> elements) {
    boolean is(Kind other) {
      return kind == other;
    }
  }

  /**
   * Reads an object.
   *
   * @throws IOException when the text is anything else, or more than one object
   */
  static JsonObject parse(String json) throws IOException {
    if (json.length() > MAX_LENGTH) {
      throw new IOException("JSON text is too long");
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("Not a JSON object");
      }
      Map<String, Value> members = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = wellFormed(parser.currentName());
        parser.nextToken();
        members.put(name, value(parser, json));
      }
      if (parser.nextToken() != null) {
        throw new IOException("Text after the JSON object");
      }
      return new JsonObject(members);
    }
  }

  private static Value value(JsonParser parser, String json) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    return switch (parser.currentToken()) {
      case VALUE_STRING -> scalar(Kind.TEXT, wellFormed(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Kind.NUMBER, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.TRUE_OR_FALSE, parser.getText());
      case VALUE_NULL -> scalar(Kind.NULL, "null");
      case START_ARRAY -> {
        List<Value> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser, json));
        }
        yield new Value(Kind.ARRAY, textUpTo(parser, json, start), List.copyOf(elements));
      }
      case START_OBJECT -> {
        parser.skipChildren();
        yield scalar(Kind.OBJECT, textUpTo(parser, json, start));
      }
      default -> throw new IOException("Not a JSON value");
    };
  }

  private static String textUpTo(JsonParser parser, String json, int start) {
    return json.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  private static Value scalar(Kind kind, String text) {
    return new Value(kind, text, List.of());
  }

  /** A string of whole characters: escapes can write half of a surrogate pair, which is none. */
  private static String wellFormed(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new IOException("Half of a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }

  Map<String, Value> members() {
    return members;
  }

  /** A member; a null counts as absent. */
  Optional<Value> get(String name) {
    return Optional.ofNullable(members.get(name)).filter(value -> !value.is(Kind.NULL));
  }

  /**
   * The text of a member.
   *
   * @throws IOException when it is there and no string
   */
  Optional<String> text(String name) throws IOException {
    Optional<Value> value = get(name);
    if (value.isPresent() && !value.get().is(Kind.TEXT)) {
      throw new IOException("'" + name + "' is not a string");
    }
    return value.map(Value::text);
  }
}
