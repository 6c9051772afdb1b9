package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patienttests.local.gateway.contract.JsonSchema.Violation;
import dev.patienttests.local.gateway.contract.OperationContract.Parameter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds the values of a parameter or header against its schema. */
public final class ParameterValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LONGEST_NUMBER = 100;
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

  /** What was found. */
  public enum Kind {
    /** Several values where there may be one. */
    SEVERAL,
    /** A value is not of the type. */
    UNREADABLE,
    /** A value breaks a rule. */
    WRONG
  }

  /**
   * Something that is wrong.
   *
   * @param text what, without the value; empty where the kind says it all
   */
  public record Fault(Kind kind, String text) {}

  private ParameterValues() {}

  /** What is wrong with values, of which there is one at least; the schema has to be there. */
  public static List<Fault> faults(Parameter parameter, List<String> values) {
    boolean array = parameter.type().equals("array");
    List<String> items = new ArrayList<>();
    if (array && !parameter.separate()) {
      for (String value : values) {
        for (String item : value.split(",", -1)) {
          items.add(item.strip());
        }
      }
    } else {
      items.addAll(values);
    }
    if (!array && items.size() > 1) {
      return List.of(new Fault(Kind.SEVERAL, ""));
    }
    ArrayNode parsed = NODES.arrayNode();
    for (String item : items) {
      Optional<JsonNode> node = parsed(item, array ? parameter.itemType() : parameter.type());
      if (node.isEmpty()) {
        return List.of(new Fault(Kind.UNREADABLE, ""));
      }
      parsed.add(node.get());
    }
    JsonNode whole = array ? parsed : parsed.get(0);
    JsonSchema schema = parameter.schema().orElseThrow().schema(SchemaVariant.AS_IT_STANDS);
    List<Fault> faults = new ArrayList<>();
    for (Violation violation : schema.check(whole, false)) {
      faults.add(
          new Fault(
              Kind.WRONG,
              violation.message() + " Line: 1, Position: " + whole.toString().length()));
    }
    return faults;
  }

  private static Optional<JsonNode> parsed(String text, String type) {
    return switch (type) {
      case "integer" ->
          text.length() <= LONGEST_NUMBER && INTEGER.matcher(text).matches()
              ? Optional.of(NODES.numberNode(new BigInteger(text)))
              : Optional.empty();
      case "number" ->
          text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches()
              ? Optional.of(number(text))
              : Optional.empty();
      case "boolean" ->
          text.equals("true") || text.equals("false")
              ? Optional.of(NODES.booleanNode(text.equals("true")))
              : Optional.empty();
      case "object", "array" -> Optional.empty();
      default -> Optional.of(NODES.textNode(text));
    };
  }

  private static JsonNode number(String text) {
    return INTEGER.matcher(text).matches()
        ? NODES.numberNode(new BigInteger(text))
        : NODES.numberNode(Double.parseDouble(text));
  }
}
