package dev.patienttests.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scalar expression of a query. Its value for a document is a JSON value, or a missing node for
 * what the service calls undefined.
 */
sealed interface Expression {

  JsonNode valueFor(JsonNode document);

  static JsonNode undefined() {
    return MissingNode.getInstance();
  }

  static JsonNode of(boolean value) {
    return BooleanNode.valueOf(value);
  }

  /** A constant, or a parameter's value. */
  record Constant(JsonNode value) implements Expression {
    @Override
    public JsonNode valueFor(JsonNode document) {
      return value;
    }
  }

  /** The document, or something inside it; steps are property names or array positions. */
  record Path(List<Object> steps) implements Expression {
    @Override
    public JsonNode valueFor(JsonNode document) {
      JsonNode value = document;
      for (Object step : steps) {
        value = step instanceof Integer index ? value.path(index) : value.path((String) step);
      }
      return value;
    }
  }

  /** AND or OR of two or more conditions. */
  record Logical(boolean and, List<Expression> parts) implements Expression {
    @Override
    public JsonNode valueFor(JsonNode document) {
      boolean sawUndefined = false;
      for (Expression part : parts) {
        JsonNode value = part.valueFor(document);
        if (!value.isBoolean()) {
          sawUndefined = true;
        } else if (value.booleanValue() != and) {
          return of(!and);
        }
      }
      return sawUndefined ? undefined() : of(and);
    }
  }

  /** NOT. */
  record Not(Expression operand) implements Expression {
    @Override
    public JsonNode valueFor(JsonNode document) {
      JsonNode value = operand.valueFor(document);
      return value.isBoolean() ? of(!value.booleanValue()) : undefined();
    }
  }

  /** A comparison. */
  record Comparison(String operator, Expression left, Expression right) implements Expression {
    @Override
    public JsonNode valueFor(JsonNode document) {
      JsonNode a = left.valueFor(document);
      JsonNode b = right.valueFor(document);
      if (a.isMissingNode() || b.isMissingNode()) {
        return undefined();
      }
      return switch (operator) {
        case "=" -> of(Values.equal(a, b));
        case "!=" -> of(!Values.equal(a, b));
        default -> ordered(operator, a, b);
      };
    }

    private static JsonNode ordered(String operator, JsonNode a, JsonNode b) {
      Optional<Integer> order = Values.compareAlike(a, b);
      if (order.isEmpty()) {
        return undefined();
      }
      int sign = order.get();
      return switch (operator) {
        case "<" -> of(sign < 0);
        case "<=" -> of(sign <= 0);
        case ">" -> of(sign > 0);
        case ">=" -> of(sign >= 0);
        default -> throw new IllegalStateException(operator);
      };
    }
  }

  /** IN with a list. */
  record In(Expression operand, List<Expression> list) implements Expression {
    @Override
    public JsonNode valueFor(JsonNode document) {
      JsonNode value = operand.valueFor(document);
      if (value.isMissingNode()) {
        return undefined();
      }
      for (Expression candidate : list) {
        if (Values.equal(value, candidate.valueFor(document))) {
          return of(true);
        }
      }
      return of(false);
    }
  }

  /** A call of a function of {@link Functions}. */
  record Call(String name, Functions.Function function, List<Expression> arguments)
      implements Expression {
    @Override
    public JsonNode valueFor(JsonNode document) {
      return function.apply(
          arguments.stream().map(argument -> argument.valueFor(document)).toList());
    }
  }

  /** An array made of expressions; undefined members are left out. */
  record ArrayOf(List<Expression> members) implements Expression {
    @Override
    public JsonNode valueFor(JsonNode document) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (Expression member : members) {
        JsonNode value = member.valueFor(document);
        if (!value.isMissingNode()) {
          array.add(value);
        }
      }
      return array;
    }
  }

  /** An object made of expressions; undefined members are left out. */
  record ObjectOf(Map<String, Expression> members) implements Expression {
    @Override
    public JsonNode valueFor(JsonNode document) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      members.forEach(
          (name, member) -> {
            JsonNode value = member.valueFor(document);
            if (!value.isMissingNode()) {
              object.set(name, value);
            }
          });
      return object;
    }
  }
}
