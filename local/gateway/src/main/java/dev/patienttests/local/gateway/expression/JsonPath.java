package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import java.util.ArrayList;
import java.util.List;

/** JSON.NET's paths: names, indexes, slices, wildcards, descent, filters. */
final class JsonPath {
  private final String path;
  private final JsonToken root;
  private final Budget budget;
  private int at;

  private JsonPath(String path, JsonToken root, Budget budget) {
    this.path = path;
    this.root = root;
    this.budget = budget;
  }

  static JsonToken first(JsonToken from, String path, boolean required, Budget budget) {
    List<JsonToken> found = new JsonPath(path, from, budget).from(from, required);
    if (found.size() > 1) {
      throw error("Path returned multiple tokens.");
    }
    return found.isEmpty() ? null : found.get(0);
  }

  static List<JsonToken> select(JsonToken from, String path, Budget budget) {
    return new JsonPath(path, from, budget).from(from, false);
  }

  static DotNetException error(String message) {
    return new DotNetException("Newtonsoft.Json.JsonException", message);
  }

  private List<JsonToken> from(JsonToken start, boolean required) {
    if (path.startsWith("$") && (path.length() == 1 || ".[".indexOf(path.charAt(1)) >= 0)) {
      at = 1;
    }
    List<JsonToken> found = List.of(start);
    while (at < path.length()) {
      boolean descend = path.startsWith("..", at);
      at += descend ? 2 : path.charAt(at) == '.' ? 1 : 0;
      found = descend && isName() ? descend(found) : step(descend ? descendants(found) : found);
      if (required && found.isEmpty()) {
        throw error("Path does not exist.");
      }
    }
    return found;
  }

  private List<JsonToken> descendants(List<JsonToken> tokens) {
    List<JsonToken> all = new ArrayList<>();
    tokens.forEach(token -> addTree(token, all));
    return all;
  }

  private void addTree(JsonToken token, List<JsonToken> all) {
    all.add(token);
    children(List.of(token)).forEach(child -> addTree(child, all));
  }

  private boolean isName() {
    return at < path.length() && "[*".indexOf(path.charAt(at)) < 0;
  }

  /** All members of a name, in the order of the document. */
  private List<JsonToken> descend(List<JsonToken> tokens) {
    int start = at;
    while (at < path.length() && ".[ ()]".indexOf(path.charAt(at)) < 0) {
      at++;
    }
    String name = path.substring(start, at);
    return descendants(tokens).stream()
        .filter(t -> t.parent().orElse(null) instanceof JProperty p && p.name().equals(name))
        .toList();
  }

  private List<JsonToken> step(List<JsonToken> tokens) {
    if (at >= path.length()) {
      throw error("Unexpected end while parsing path.");
    }
    if (path.charAt(at) == '[') {
      at++;
      return bracket(tokens);
    }
    int start = at;
    while (at < path.length() && ".[ ()]".indexOf(path.charAt(at)) < 0) {
      at++;
    }
    String name = path.substring(start, at);
    if (name.isEmpty()) {
      throw error("Unexpected character while parsing path.");
    }
    return name.equals("*") ? children(tokens) : named(tokens, List.of(name));
  }

  private List<JsonToken> children(List<JsonToken> tokens) {
    List<JsonToken> all = new ArrayList<>();
    for (JsonToken token : tokens) {
      for (JsonToken child : token.children()) {
        budget.step();
        all.add(child instanceof JProperty property ? property.value() : child);
      }
    }
    return all;
  }

  private static List<JsonToken> named(List<JsonToken> tokens, List<String> names) {
    List<JsonToken> all = new ArrayList<>();
    for (JsonToken token : tokens) {
      for (String name : names) {
        if (token instanceof JObject object && object.get(name) != null) {
          all.add(object.get(name));
        }
      }
    }
    return all;
  }

  private List<JsonToken> bracket(List<JsonToken> tokens) {
    blanks();
    char c = peek();
    if (c == '\'' || c == '"') {
      return named(tokens, quoted());
    }
    if (c == '?') {
      at++;
      JsonFilter filter = new JsonFilter(path, at + 1, root, budget);
      JsonFilter.Test test = filter.read();
      at = filter.end();
      close(')');
      close(']');
      return children(tokens).stream().filter(test::passes).toList();
    }
    int end = path.indexOf(']', at);
    if (end < 0) {
      throw error("Path ended with open indexer.");
    }
    String inner = path.substring(at, end).strip();
    at = end + 1;
    if (inner.equals("*")) {
      return children(tokens);
    }
    return inner.indexOf(':') >= 0 ? slice(tokens, inner) : indexed(tokens, inner);
  }

  private List<String> quoted() {
    List<String> names = new ArrayList<>();
    do {
      blanks();
      char quote = peek();
      StringBuilder name = new StringBuilder();
      at++;
      while (peek() != quote) {
        if (at >= path.length()) {
          throw error("Path ended with open indexer.");
        }
        at += peek() == '\\' ? 1 : 0;
        name.append(peek());
        at++;
      }
      at++;
      names.add(name.toString());
      blanks();
    } while (peek() == ',' && ++at > 0);
    close(']');
    return names;
  }

  private void close(char c) {
    blanks();
    if (peek() != c) {
      throw error("Unexpected character while parsing path indexer.");
    }
    at++;
  }

  private void blanks() {
    while (peek() == ' ') {
      at++;
    }
  }

  private char peek() {
    return at < path.length() ? path.charAt(at) : '\0';
  }

  private static List<JsonToken> indexed(List<JsonToken> tokens, String inner) {
    List<JsonToken> all = new ArrayList<>();
    for (String part : inner.split(",", -1)) {
      if (!part.strip().matches("-?[0-9]{1,9}")) {
        throw error("Unexpected character while parsing path indexer.");
      }
    }
    for (JsonToken token : tokens) {
      for (String part : inner.split(",", -1)) {
        int index = Integer.parseInt(part.strip());
        if (token instanceof JArray array && index >= 0 && index < array.items().size()) {
          all.add(array.items().get(index));
        }
      }
    }
    return all;
  }

  private static List<JsonToken> slice(List<JsonToken> tokens, String inner) {
    String[] parts = inner.split(":", -1);
    Integer[] numbers = new Integer[3];
    for (int i = 0; i < Math.min(3, parts.length); i++) {
      numbers[i] = parts[i].isBlank() ? null : Integer.valueOf(parts[i].strip());
    }
    int step = numbers[2] == null ? 1 : numbers[2];
    if (step == 0) {
      throw error("Step cannot be zero.");
    }
    List<JsonToken> all = new ArrayList<>();
    for (JsonToken token : tokens) {
      if (token instanceof JArray array) {
        int size = array.items().size();
        int start = bound(numbers[0], step > 0 ? 0 : size - 1, size);
        int stop = bound(numbers[1], step > 0 ? size : -1, size);
        start =
            Math.max(step > 0 ? 0 : Integer.MIN_VALUE, Math.min(start, step > 0 ? size : size - 1));
        for (int i = start;
            step > 0 ? i < Math.min(stop, size) : i > Math.max(stop, -1);
            i += step) {
          if (i >= 0) {
            all.add(array.items().get(i));
          }
        }
      }
    }
    return all;
  }

  private static int bound(Integer given, int otherwise, int size) {
    return given == null ? otherwise : given < 0 ? given + size : given;
  }
}
