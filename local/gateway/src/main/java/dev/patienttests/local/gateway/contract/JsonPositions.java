package dev.patienttests.local.gateway.contract;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Where values and names of members end in a text that is JSON, counted as JSON.NET's reader does:
 * lines from 1 on, the position is the number of characters of the line up to and with the last one
 * of the value, or the colon after a name.
 */
final class JsonPositions {

  /** Line and position. */
  record At(int line, int position) {}

  private final String text;
  private final UnaryOperator<String> names;
  private final Map<JsonPlace, At> found = new HashMap<>();
  private int next;
  private int line = 1;
  private int lineStart;

  private JsonPositions(String text, UnaryOperator<String> names) {
    this.text = text;
    this.names = names;
  }

  /** All places of a text that was parsed before and is no deeper than a parser allows. */
  static Map<JsonPlace, At> of(String text, UnaryOperator<String> names) {
    JsonPositions positions = new JsonPositions(text, names);
    positions.value(JsonPlace.ROOT);
    return positions.found;
  }

  private void value(JsonPlace place) {
    space();
    switch (text.charAt(next)) {
      case '{' -> object(place);
      case '[' -> array(place);
      case '"' -> string();
      default -> scalar();
    }
    found.put(place, here());
  }

  private void object(JsonPlace place) {
    next++;
    space();
    while (text.charAt(next) != '}') {
      String name = names.apply(string());
      space();
      next++;
      found.put(place.name(name), here());
      value(place.member(name));
      separator();
    }
    next++;
  }

  private void array(JsonPlace place) {
    next++;
    space();
    for (int i = 0; text.charAt(next) != ']'; i++) {
      value(place.member(i));
      separator();
    }
    next++;
  }

  private void separator() {
    space();
    if (text.charAt(next) == ',') {
      next++;
      space();
    }
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    next++;
    while (text.charAt(next) != '"') {
      value.append(text.charAt(next) == '\\' ? escape() : text.charAt(next));
      next++;
    }
    next++;
    return value.toString();
  }

  private char escape() {
    next++;
    char c = text.charAt(next);
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        next += 4;
        yield (char) Integer.parseInt(text, next - 3, next + 1, 16);
      }
      default -> c;
    };
  }

  private void scalar() {
    while (next < text.length() && ",]} \t\r\n".indexOf(text.charAt(next)) < 0) {
      next++;
    }
  }

  private void space() {
    while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
      char c = text.charAt(next++);
      boolean ends =
          c == '\n' || (c == '\r' && !(next < text.length() && text.charAt(next) == '\n'));
      if (ends) {
        line++;
        lineStart = next;
      }
    }
  }

  private At here() {
    return new At(line, next - lineStart);
  }
}
