package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.expression.CompiledExpression;
import dev.patienttests.local.gateway.expression.RuntimeTypes;
import dev.patienttests.local.gateway.model.Exchange;
import java.util.Optional;

/** A value of a policy: text that was given, or an expression. */
public final class Value {
  private final String text;
  private final Optional<CompiledExpression> expression;

  private Value(String text, Optional<CompiledExpression> expression) {
    this.text = text;
    this.expression = expression;
  }

  /** A text. */
  public static Value literal(String text) {
    return new Value(text, Optional.empty());
  }

  /** An expression. */
  public static Value of(CompiledExpression expression) {
    return new Value("", Optional.of(expression));
  }

  /** The text, where it is no expression. */
  public Optional<String> literal() {
    return expression.isPresent() ? Optional.empty() : Optional.of(text);
  }

  /** The value with its type; null is C#'s null. */
  public Object get(Exchange exchange) {
    return expression.isPresent() ? expression.get().evaluate(exchange) : text;
  }

  /** The value as text; null is empty. */
  public String text(Exchange exchange) {
    return expression.isPresent() ? RuntimeTypes.text(expression.get().evaluate(exchange)) : text;
  }

  /** The value as a bool. */
  public boolean bool(Exchange exchange) {
    Object value = get(exchange);
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof String word && word.strip().equalsIgnoreCase("true")) {
      return true;
    }
    if (value instanceof String word && word.strip().equalsIgnoreCase("false")) {
      return false;
    }
    throw PolicyFailure.expression("The value is no Boolean.");
  }

  /** The value as a whole number that is not negative. */
  public long whole(Exchange exchange) {
    try {
      long value = Long.parseLong(text(exchange).strip());
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw PolicyFailure.expression("The value is no whole number that is 0 or more.");
  }
}
