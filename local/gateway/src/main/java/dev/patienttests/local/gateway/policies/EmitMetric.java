package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Logger;

/**
 * {@code emit-metric}: there is no Application Insights, so a measurement is a line of the
 * gateway's log.
 */
record EmitMetric(String name, String namespace, Value value, List<Dimension> dimensions)
    implements Policy {
  private static final Logger LOG = Logger.getLogger(EmitMetric.class.getName());
  private static final int MAX_DIMENSIONS = 5;
  private static final int MAX_LENGTH = 100;

  private record Dimension(Value name, Optional<Value> value) {}

  /** Dimensions that need no value (Azure documentation, emit-metric). */
  private static final Map<String, Function<Exchange, String>> DEFAULTS =
      Map.of(
          "API ID", x -> x.api().map(a -> a.id()).orElse(""),
          "Operation ID", x -> x.operation().map(o -> o.id()).orElse(""),
          "Product ID", x -> x.product().map(p -> p.id()).orElse(""),
          "User ID", x -> "",
          "Subscription ID", x -> x.subscription().map(s -> s.id()).orElse(""),
          "Location", x -> x.service().region(),
          "Gateway ID", x -> "managed");

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "emit-metric",
        PolicyDefinition.EVERYWHERE,
        Set.of("name", "namespace", "value"),
        Content.CHILDREN,
        List.of("dimension"),
        EmitMetric::read);
  }

  private static EmitMetric read(PolicyReader reader) {
    List<Dimension> dimensions = new ArrayList<>();
    for (PolicyElement child : reader.children("dimension")) {
      PolicyReader inner = reader.of(child, Set.of("name", "value"), Content.EMPTY);
      Dimension dimension = new Dimension(inner.required("name"), inner.optional("value"));
      Optional<String> literal = dimension.name().literal();
      if (dimension.value().isEmpty()
          && literal.filter(n -> !DEFAULTS.containsKey(n)).isPresent()) {
        throw child.refusal("needs a value, since it is none of the default dimensions");
      }
      dimensions.add(dimension);
    }
    if (dimensions.isEmpty() || dimensions.size() > MAX_DIMENSIONS) {
      throw reader.element().refusal("needs 1 to " + MAX_DIMENSIONS + " <dimension>");
    }
    Value value = reader.optional("value").orElse(Value.literal("1"));
    if (value.literal().filter(text -> number(text).isEmpty()).isPresent()) {
      throw reader.element().refusal("value", "'" + value.literal().get() + "' is no number");
    }
    EmitMetric policy =
        new EmitMetric(
            reader.requiredLiteral("name"),
            reader.literal("namespace").orElse("API Management"),
            value,
            List.copyOf(dimensions));
    LOG.info(
        () ->
            reader.element().position()
                + ": emit-metric sends nothing here, each measurement becomes a line of this log");
    return policy;
  }

  @Override
  public Flow run(Exchange exchange) {
    double measured =
        number(value.text(exchange))
            .orElseThrow(() -> PolicyFailure.expression("The value is no number."));
    StringBuilder line = new StringBuilder();
    line.append(exchange.requestId()).append(" metric ").append(namespace).append('/');
    line.append(name).append('=').append(measured);
    for (Dimension dimension : dimensions) {
      String key = dimension.name().text(exchange);
      String text =
          dimension
              .value()
              .map(given -> given.text(exchange))
              .or(() -> Optional.ofNullable(DEFAULTS.get(key)).map(make -> make.apply(exchange)))
              .orElseThrow(() -> PolicyFailure.expression("A dimension has no value."));
      line.append(' ').append(key).append('=').append(text, 0, Math.min(MAX_LENGTH, text.length()));
    }
    LOG.info(line.toString().replaceAll("\\p{Cntrl}+", " "));
    return Flow.CONTINUE;
  }

  private static Optional<Double> number(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
