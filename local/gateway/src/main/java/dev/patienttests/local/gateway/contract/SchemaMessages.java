package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Says what is wrong as JSON.NET's schemas say it, which the service uses, but never quotes a
 * value: what is said may end in a log. Names of members are quoted, long ones cut.
 */
final class SchemaMessages {
  private static final int LONGEST_NAME = 64;
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("enum", "Value is not defined in enum."),
          Map.entry("const", "Value does not match const."),
          Map.entry("anyOf", "JSON does not match any schemas from 'anyOf'."),
          Map.entry("oneOf", "JSON is valid against none or several schemas from 'oneOf'."),
          Map.entry("not", "JSON is valid against schema from 'not'."),
          Map.entry("contains", "No items match contains."),
          Map.entry("minContains", "Contains match count is less than minimum."),
          Map.entry("maxContains", "Contains match count exceeds maximum."),
          Map.entry("uniqueItems", "Non-unique array item."),
          Map.entry("unevaluatedItems", "Item has not been successfully evaluated."),
          Map.entry("nullable", "Invalid type. Null is not allowed."),
          Map.entry("false", "Schema always fails validation."));

  private SchemaMessages() {}

  /** Members that are not there. */
  static String missing(Collection<String> names) {
    return "Required properties are missing from object: " + String.join(", ", names) + ".";
  }

  /** What is wrong. */
  static String of(Error error) {
    String keyword = error.getKeyword();
    JsonNode rule = error.getSchemaNode();
    JsonNode value = error.getInstanceNode();
    String fixed = FIXED.get(keyword);
    if (fixed != null) {
      return fixed;
    }
    return switch (keyword) {
      case "type" -> "Invalid type. Expected " + types(rule) + " but got " + type(value) + ".";
      case "additionalProperties", "unevaluatedProperties" ->
          "Property '"
              + cut(String.valueOf(error.getProperty()))
              + "' has not been defined and the schema does not allow additional properties.";
      case "pattern" -> "String does not match regex pattern '" + rule.asText() + "'.";
      case "format" -> "String does not validate against format '" + rule.asText() + "'.";
      case "minLength" -> "String is less than minimum length of " + rule.asText() + ".";
      case "maxLength" -> "String exceeds maximum length of " + rule.asText() + ".";
      case "minimum", "exclusiveMinimum" ->
          type(value) + " is less than minimum value of " + rule.asText() + ".";
      case "maximum", "exclusiveMaximum" ->
          type(value) + " exceeds maximum value of " + rule.asText() + ".";
      case "multipleOf" -> type(value) + " is not a multiple of " + rule.asText() + ".";
      case "minItems" -> "Array item count is less than minimum count of " + rule.asText() + ".";
      case "maxItems" -> "Array item count exceeds maximum count of " + rule.asText() + ".";
      case "minProperties" ->
          "Object property count is less than minimum count of " + rule.asText() + ".";
      case "maxProperties" ->
          "Object property count exceeds maximum count of " + rule.asText() + ".";
      default -> "JSON does not match the schema's '" + keyword + "'.";
    };
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
  }

  private static String types(JsonNode rule) {
    return rule.isArray()
        ? StreamSupport.stream(rule.spliterator(), false)
            .map(each -> capital(each.asText()))
            .collect(Collectors.joining(", "))
        : capital(rule.asText());
  }

  private static String type(JsonNode value) {
    if (value == null) {
      return "Undefined";
    }
    return value.isNumber()
        ? value.isIntegralNumber() ? "Integer" : "Number"
        : capital(value.getNodeType().name());
  }

  private static String capital(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return lower.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }
}
