package dev.patienttests.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patienttests.local.cosmos.CosmosException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The functions that queries may call. */
final class Functions {

  /** A function over values, undefined among them. */
  interface Function {
    JsonNode apply(List<JsonNode> arguments);
  }

  private record Definition(int least, int most, Function function) {}

  private static final Map<String, Definition> ALL =
      Map.ofEntries(
          Map.entry("STARTSWITH", text(String::startsWith)),
          Map.entry("ENDSWITH", text(String::endsWith)),
          Map.entry("CONTAINS", text(String::contains)),
          Map.entry("STRINGEQUALS", text(String::equals)),
          Map.entry("LOWER", onText(text -> TextNode.valueOf(text.toLowerCase(Locale.ROOT)))),
          Map.entry("UPPER", onText(text -> TextNode.valueOf(text.toUpperCase(Locale.ROOT)))),
          Map.entry("TRIM", onText(text -> TextNode.valueOf(text.strip()))),
          Map.entry("LENGTH", onText(text -> IntNode.valueOf(text.length()))),
          Map.entry("CONCAT", new Definition(2, Integer.MAX_VALUE, Functions::concat)),
          Map.entry("IS_DEFINED", test(value -> !value.isMissingNode())),
          Map.entry("IS_NULL", test(JsonNode::isNull)),
          Map.entry("IS_STRING", test(JsonNode::isTextual)),
          Map.entry("IS_NUMBER", test(JsonNode::isNumber)),
          Map.entry("IS_BOOL", test(JsonNode::isBoolean)),
          Map.entry("IS_ARRAY", test(JsonNode::isArray)),
          Map.entry("IS_OBJECT", test(JsonNode::isObject)),
          Map.entry("IS_PRIMITIVE", test(value -> value.isValueNode() && !value.isMissingNode())),
          Map.entry("ARRAY_LENGTH", new Definition(1, 1, Functions::arrayLength)),
          Map.entry("ARRAY_CONTAINS", new Definition(2, 3, Functions::arrayContains)));

  private Functions() {}

  /** The function of a name; 400 where there is none, or where it takes other arguments. */
  static Function named(String name, int arguments) {
    Definition definition = ALL.get(name);
    if (definition == null) {
      throw CosmosException.badRequest("The query function " + name + " is not served.");
    }
    if (arguments < definition.least() || arguments > definition.most()) {
      throw CosmosException.badRequest(
          "The query function " + name + " does not take " + arguments + " arguments.");
    }
    return definition.function();
  }

  private static Definition test(Predicate<JsonNode> predicate) {
    return new Definition(1, 1, arguments -> Expression.of(predicate.test(arguments.get(0))));
  }

  private static Definition onText(java.util.function.Function<String, JsonNode> function) {
    return new Definition(
        1,
        1,
        arguments ->
            arguments.get(0).isTextual()
                ? function.apply(arguments.get(0).textValue())
                : Expression.undefined());
  }

  private static Definition text(BiPredicate<String, String> predicate) {
    return new Definition(
        2,
        3,
        arguments -> {
          JsonNode a = arguments.get(0);
          JsonNode b = arguments.get(1);
          if (!a.isTextual() || !b.isTextual()) {
            return Expression.undefined();
          }
          boolean ignoreCase = arguments.size() == 3 && arguments.get(2).asBoolean();
          return Expression.of(
              ignoreCase
                  ? predicate.test(folded(a), folded(b))
                  : predicate.test(a.textValue(), b.textValue()));
        });
  }

  private static String folded(JsonNode text) {
    return text.textValue().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static JsonNode concat(List<JsonNode> arguments) {
    return arguments.stream().allMatch(JsonNode::isTextual)
        ? TextNode.valueOf(
            arguments.stream().map(JsonNode::textValue).collect(Collectors.joining()))
        : Expression.undefined();
  }

  private static JsonNode arrayLength(List<JsonNode> arguments) {
    JsonNode array = arguments.get(0);
    return array.isArray() ? IntNode.valueOf(array.size()) : Expression.undefined();
  }

  private static JsonNode arrayContains(List<JsonNode> arguments) {
    JsonNode array = arguments.get(0);
    JsonNode wanted = arguments.get(1);
    if (!array.isArray() || wanted.isMissingNode()) {
      return Expression.undefined();
    }
    boolean partly = arguments.size() == 3 && arguments.get(2).asBoolean();
    for (JsonNode member : array) {
      boolean hit =
          (partly && member.isObject() && wanted.isObject())
              ? Values.includes(member, wanted)
              : Values.equal(member, wanted);
      if (hit) {
        return Expression.of(true);
      }
    }
    return Expression.of(false);
  }
}
