package dev.patienttests.local.stack.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A body at a limit that a schema sets, or just beyond it.
 *
 * @param name what was done to a good body
 * @param isGood whether it is within the limits
 */
record Probe(String name, JsonNode body, boolean isGood) {

  /** Bodies around each limit of a schema, made from one that is good. */
  static List<Probe> around(OpenApiDocument document, JsonNode schema, JsonNode good) {
    Maker maker = new Maker(document, (ObjectNode) good);
    maker.object(document.resolve(schema), "");
    return maker.probes;
  }

  @Override
  public String toString() {
    return (isGood ? "good: " : "bad: ") + name;
  }

  /** Makes them. */
  private static final class Maker {
    private static final int MOST_SET = 3;

    private final OpenApiDocument document;
    private final ObjectNode good;
    private final List<Probe> probes = new ArrayList<>();

    Maker(OpenApiDocument document, ObjectNode good) {
      this.document = document;
      this.good = good;
    }

    void object(JsonNode schema, String at) {
      for (JsonNode name : schema.path("required")) {
        ObjectNode body = good.deepCopy();
        ((ObjectNode) body.at(at)).remove(name.asText());
        probes.add(new Probe("without " + at + "/" + name.asText(), body, false));
      }
      if (!schema.path("additionalProperties").asBoolean(true)) {
        bad(at + "/shoeSize", good.textNode("44"));
      }
      schema
          .path("properties")
          .properties()
          .forEach(each -> value(document.resolve(each.getValue()), at + "/" + each.getKey()));
    }

    private void value(JsonNode schema, String at) {
      switch (schema.path("type").asText()) {
        case "object" -> {
          bad(at, good.textNode("text"));
          if (good.at(at).isObject()) {
            object(schema, at);
          }
        }
        case "array" -> array(schema, at);
        default -> {
          bad(at, good.numberNode(1));
          bad(at, good.objectNode());
          text(schema, at);
        }
      }
    }

    private void array(JsonNode schema, String at) {
      bad(at, good.textNode("text"));
      JsonNode first = good.at(at + "/0");
      if (schema.has("minItems")) {
        bad(at, repeated(first, schema.path("minItems").asInt() - 1));
      }
      if (schema.has("maxItems") && !schema.path("uniqueItems").asBoolean()) {
        good(at, repeated(first, schema.path("maxItems").asInt()));
        bad(at, repeated(first, schema.path("maxItems").asInt() + 1));
      }
      JsonNode items = document.resolve(schema.path("items"));
      if (first.isObject()) {
        object(items, at + "/0");
      } else if (!first.isMissingNode()) {
        value(items, at + "/0");
      }
    }

    private void text(JsonNode schema, String at) {
      if (schema.has("enum")) {
        for (int i = 0; i < Math.min(MOST_SET, schema.path("enum").size()); i++) {
          goodIfFree(at, schema.path("enum").get(i));
        }
        bad(at, good.textNode("nonsense"));
      } else if (schema.has("format")) {
        bad(at, good.textNode("nonsense"));
      } else if (isFree(schema)) {
        lengths(schema, at);
      } else if (schema.has("pattern")) {
        bad(at, good.textNode("not so"));
      }
    }

    /** A pattern that lets every printable text be. */
    private boolean isFree(JsonNode schema) {
      return SchemaCheck.errors(document, schema, good.textNode("xxxx")).isEmpty();
    }

    private void lengths(JsonNode schema, String at) {
      if (schema.has("maxLength")) {
        int most = schema.path("maxLength").asInt();
        good(at, good.textNode("x".repeat(most)));
        // A length counts code points: these have two UTF-16 code units each.
        String rare = "\uD83D\uDE00".repeat(most);
        if (SchemaCheck.errors(document, schema, good.textNode(rare)).isEmpty()) {
          good(at, good.textNode(rare));
        }
        bad(at, good.textNode("x".repeat(most + 1)));
      }
      if (schema.path("minLength").asInt() > 0) {
        int least = schema.path("minLength").asInt();
        good(at, good.textNode("x".repeat(least)));
        bad(at, good.textNode("x".repeat(least - 1)));
      }
      for (String text : List.of("xx\u0001x", "    ")) {
        if (!SchemaCheck.errors(document, schema, good.textNode(text)).isEmpty()) {
          bad(at, good.textNode(text));
        }
      }
    }

    /** Other rules tie some values to others: those are tried where the good body is free. */
    private void goodIfFree(String at, JsonNode value) {
      if (!TIED.contains(at)) {
        good(at, value);
      }
    }

    private static final Set<String> TIED = Set.of("/kind", "/action", "/outcome/code");

    private void good(String at, JsonNode value) {
      probes.add(new Probe(at + " " + shortened(value), with(at, value), true));
    }

    private void bad(String at, JsonNode value) {
      probes.add(new Probe(at + " " + shortened(value), with(at, value), false));
    }

    private JsonNode with(String at, JsonNode value) {
      ObjectNode body = good.deepCopy();
      int cut = at.lastIndexOf('/');
      JsonNode parent = body.at(at.substring(0, cut));
      if (parent instanceof ArrayNode array) {
        array.set(Integer.parseInt(at.substring(cut + 1)), value);
      } else {
        ((ObjectNode) parent).set(at.substring(cut + 1), value);
      }
      return body;
    }

    private ArrayNode repeated(JsonNode element, int times) {
      ArrayNode array = good.arrayNode();
      for (int i = 0; i < times; i++) {
        array.add(element.deepCopy());
      }
      return array;
    }

    private static String shortened(JsonNode value) {
      String text = value.toString();
      return text.length() > 20 ? text.substring(0, 20) + "… of " + text.length() : text;
    }
  }
}
