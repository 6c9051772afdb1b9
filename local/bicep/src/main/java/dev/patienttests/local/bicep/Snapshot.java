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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the format of {@code bicep snapshot} (Azure/bicep, snapshot command). */
final class Snapshot {
  private static final List<String> ORDER =
      List.of("location", "sku", "kind", "identity", "tags", "properties");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Snapshot() {}

  static String write(Evaluation evaluation) {
    return text(node(evaluation));
  }

  /** The resources in the order of the file: those of extensions come last. */
  static List<Resource> ordered(Evaluation evaluation) {
    List<Resource> ordered = new ArrayList<>();
    evaluation.resources().stream().filter(found -> !found.extension()).forEach(ordered::add);
    evaluation.resources().stream().filter(Resource::extension).forEach(ordered::add);
    return ordered;
  }

  static JsonNode node(Evaluation evaluation) {
    ObjectNode root = NODES.objectNode();
    ArrayNode resources = root.putArray("predictedResources");
    for (Resource resource : ordered(evaluation)) {
      resources.add(resource.extension() ? extension(resource) : azure(resource));
    }
    ArrayNode diagnostics = root.putArray("diagnostics");
    for (Diagnostic found : evaluation.leftOut()) {
      diagnostics.add(" Warning " + found.code() + ": " + found.message());
    }
    ObjectNode outputs = root.putObject("outputs");
    evaluation.outputs().forEach((name, value) -> outputs.set(name, output(value)));
    return root;
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
    if (value instanceof Value.Call call && isObject(call)) {
      ObjectNode node = NODES.objectNode();
      addMembers(call, node);
      return node;
    } else if (value instanceof Value.Expression) {
      return expression(value);
    } else if (value.secure()) {
      return NODES.textNode(Values.SECRET);
    } else if (value instanceof Value.Obj object) {
      ObjectNode node = NODES.objectNode();
      object.members().forEach((key, member) -> node.set(key, expanded(member)));
      return node;
    } else if (value instanceof Value.Arr array) {
      ArrayNode node = NODES.arrayNode();
      array.items().forEach(item -> node.add(expanded(item)));
      return node;
    }
    return JsonValues.scalar(value);
  }

  /** Whether a call only puts an object together, some of whose keys are not known. */
  private static boolean isObject(Value.Call call) {
    if (call.function().equals("createObject")) {
      return true;
    }
    return call.function().equals("shallowMerge")
        && call.arguments().get(0) instanceof Value.Arr parts
        && parts.items().stream()
            .allMatch(
                part ->
                    part instanceof Value.Obj
                        || (part instanceof Value.Call inner && isObject(inner)));
  }

  private static void addMembers(Value part, ObjectNode node) {
    if (part instanceof Value.Obj object) {
      object.members().forEach((key, member) -> node.set(key, expanded(member)));
    } else if (part instanceof Value.Call call && call.function().equals("createObject")) {
      for (int i = 0; i + 1 < call.arguments().size(); i += 2) {
        JsonNode key = expanded(call.arguments().get(i));
        node.set(key.asText(), expanded(call.arguments().get(i + 1)));
      }
    } else if (part instanceof Value.Call call
        && call.arguments().get(0) instanceof Value.Arr all) {
      all.items().forEach(inner -> addMembers(inner, node));
    }
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
