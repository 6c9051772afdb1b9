package dev.patienttests.local.bicep.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.bicep.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values to JSON and back. */
public final class JsonValues {
  private static final int MAX_DEPTH = 200;
  private static final JsonMapper MAPPER = mapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonValues() {}

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
    return mapper;
  }

  /** JSON text as a value; each part gets the mark. */
  static Value parse(String text, Value.Mark mark) throws JsonProcessingException {
    JsonNode node = MAPPER.readTree(text);
    if (node.isMissingNode()) {
      throw new JsonProcessingException("the text is empty") {
        private static final long serialVersionUID = 1L;
      };
    }
    return fromJson(node, mark);
  }

  /** A node as a value; each part gets the mark. */
  public static Value fromJson(JsonNode node, Value.Mark mark) {
    if (node.isObject()) {
      Map<String, Value> members = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        members.put(member.getKey(), fromJson(member.getValue(), mark));
      }
      return new Value.Obj(members, mark);
    } else if (node.isArray()) {
      List<Value> items = new ArrayList<>();
      node.forEach(item -> items.add(fromJson(item, mark)));
      return new Value.Arr(items, mark);
    } else if (node.isTextual()) {
      return new Value.Str(node.textValue(), mark);
    } else if (node.isBoolean()) {
      return new Value.Bool(node.booleanValue(), mark);
    } else if (node.isNumber()) {
      return node.isIntegralNumber() && node.canConvertToLong()
          ? new Value.Int(node.longValue(), mark)
          : new Value.Decimal(node.decimalValue(), mark);
    }
    return new Value.Null(mark);
  }

  /** A value as a node. An expression inside of it throws {@link NeedsRuntime}. */
  static JsonNode toJson(Value value) {
    if (value instanceof Value.Obj object) {
      ObjectNode node = NODES.objectNode();
      object.members().forEach((key, member) -> node.set(key, toJson(member)));
      return node;
    } else if (value instanceof Value.Arr array) {
      ArrayNode node = NODES.arrayNode();
      array.items().forEach(item -> node.add(toJson(item)));
      return node;
    } else if (value instanceof Value.Expression) {
      throw new NeedsRuntime();
    }
    return scalar(value);
  }

  /** A value that has no parts as a node. */
  public static JsonNode scalar(Value value) {
    if (value instanceof Value.Str text) {
      return NODES.textNode(text.value());
    } else if (value instanceof Value.Bool bool) {
      return NODES.booleanNode(bool.value());
    } else if (value instanceof Value.Int number) {
      return NODES.numberNode(number.value());
    } else if (value instanceof Value.Decimal number) {
      return NODES.numberNode(number.value());
    }
    return NODES.nullNode();
  }

  /** Compact JSON. */
  static String text(Value value) {
    return toJson(value).toString();
  }
}
