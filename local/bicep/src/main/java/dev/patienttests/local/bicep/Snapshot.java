package dev.patienttests.local.bicep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.bicep.eval.JsonValues;
import java.util.List;
import java.util.Map;

/** Writes the format of {@code bicep snapshot} (Azure/bicep, snapshot command). */
final class Snapshot {
  private static final List<String> ORDER =
      List.of("location", "sku", "kind", "identity", "tags", "properties");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Snapshot() {}

  static String write(Evaluation evaluation) {
    ObjectNode root = NODES.objectNode();
    ArrayNode resources = root.putArray("predictedResources");
    evaluation.resources().stream()
        .filter(resource -> !resource.extension())
        .forEach(resource -> resources.add(azure(resource)));
    evaluation.resources().stream()
        .filter(Resource::extension)
        .forEach(resource -> resources.add(extension(resource)));
    root.putArray("diagnostics");
    ObjectNode outputs = root.putObject("outputs");
    evaluation.outputs().forEach((name, value) -> outputs.set(name, output(value)));
    return text(root);
  }

  private static ObjectNode azure(Resource resource) {
    ObjectNode node = NODES.objectNode();
    node.set("id", expanded(resource.id()));
    node.put("type", resource.type());
    node.set("name", expanded(resource.name()));
    node.put("apiVersion", resource.apiVersion());
    Map<String, Value> body = resource.body();
    for (String member : ORDER) {
      if (body.containsKey(member)) {
        node.set(member, expanded(body.get(member)));
      }
    }
    body.forEach(
        (member, value) -> {
          if (!ORDER.contains(member)) {
            node.set(member, expanded(value));
          }
        });
    return node;
  }

  private static ObjectNode extension(Resource resource) {
    ObjectNode node = NODES.objectNode();
    ObjectNode properties = node.putObject("properties");
    resource.body().forEach((member, value) -> properties.set(member, expanded(value)));
    node.put("type", resource.type() + "@" + resource.apiVersion());
    return node;
  }

  /** Objects and arrays are written out; in them, an expression is one string. */
  private static JsonNode expanded(Value value) {
    if (value instanceof Value.Expression) {
      return expression(value);
    } else if (value instanceof Value.Obj object) {
      ObjectNode node = NODES.objectNode();
      object.members().forEach((key, member) -> node.set(key, expanded(member)));
      return node;
    } else if (value instanceof Value.Arr array) {
      ArrayNode node = NODES.arrayNode();
      array.items().forEach(item -> node.add(expanded(item)));
      return node;
    }
    return value.secure() ? NODES.textNode(Values.SECRET) : JsonValues.scalar(value);
  }

  private static JsonNode expression(Value value) {
    return NODES.textNode("[" + ExpressionWriter.write(value) + "]");
  }

  /** An output with an expression anywhere in it is one string. */
  private static JsonNode output(Value value) {
    return isKnown(value) ? expanded(value) : expression(value);
  }

  private static boolean isKnown(Value value) {
    if (value instanceof Value.Obj object) {
      return object.members().values().stream().allMatch(Snapshot::isKnown);
    } else if (value instanceof Value.Arr array) {
      return array.items().stream().allMatch(Snapshot::isKnown);
    }
    return !(value instanceof Value.Expression);
  }

  private static String text(JsonNode root) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(separators)
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter);
    try {
      return JsonMapper.builder().build().writer(printer).writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
