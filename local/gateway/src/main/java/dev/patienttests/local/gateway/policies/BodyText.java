package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.expression.RuntimeTypes;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.util.Set;

/** The body that a {@code set-body} makes. */
@FunctionalInterface
interface BodyText {

  /** Attributes of the element. */
  Set<String> ATTRIBUTES = Set.of("template", "xsi-nil", "parse-date");

  /** The new body. */
  MessageBody of(Exchange exchange);

  /**
   * Reads a {@code set-body} that stands in a policy of its own or in a call-out: templates see the
   * message of the section.
   */
  static BodyText read(PolicyReader reader) {
    boolean onResponse =
        reader.section() == Section.OUTBOUND || reader.section() == Section.ON_ERROR;
    return read(reader, onResponse ? LiquidBody.Message.RESPONSE : LiquidBody.Message.REQUEST);
  }

  /** The same, with what templates see. */
  static BodyText read(PolicyReader reader, LiquidBody.Message message) {
    String template = reader.choice("template", "none", Set.of("none", "liquid"));
    if (template.equals("liquid")) {
      return LiquidBody.read(reader, message);
    }
    for (String attribute : Set.of("xsi-nil", "parse-date")) {
      if (reader.element().attribute(attribute).isPresent()) {
        throw reader.element().refusal(attribute, "is for liquid templates");
      }
    }
    Value value = reader.text();
    return exchange -> plain(value, exchange);
  }

  private static MessageBody plain(Value value, Exchange exchange) {
    Object result = value.get(exchange);
    return RuntimeTypes.bytes(result)
        .map(MessageBody::new)
        .orElseGet(() -> MessageBody.of(RuntimeTypes.text(result)));
  }
}
