package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.TextSearch;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code find-and-replace}: replaces a text in the body of the request or of the response. */
record FindAndReplace(Value from, Value to, boolean onRequest) implements Policy {
  private static final int MAX_LENGTH = 16 * 1024 * 1024;

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "find-and-replace",
        PolicyDefinition.EVERYWHERE,
        Set.of("from", "to"),
        Content.EMPTY,
        List.of(),
        reader ->
            new FindAndReplace(
                reader.required("from"),
                reader.required("to"),
                reader.section() == Section.INBOUND || reader.section() == Section.BACKEND));
  }

  @Override
  public Flow run(Exchange exchange) {
    Optional<MessageBody> body =
        onRequest ? exchange.request().body() : Responses.current(exchange).body();
    String wanted = from.text(exchange);
    if (body.isEmpty() || wanted.isEmpty()) {
      return Flow.CONTINUE;
    }
    String text = new String(body.get().content(), StandardCharsets.UTF_8);
    if (!TextSearch.contains(text, wanted)) {
      return Flow.CONTINUE;
    }
    String with = to.text(exchange);
    long most =
        (long) text.length() / wanted.length() * Math.max(0, with.length() - wanted.length());
    if (text.length() + most > MAX_LENGTH) {
      throw PolicyFailure.expression("The body would be too large.");
    }
    MessageBody changed = MessageBody.of(TextSearch.replace(text, wanted, with));
    if (onRequest) {
      exchange.request().body(changed);
    } else {
      Responses.current(exchange).body(changed);
    }
    return Flow.CONTINUE;
  }
}
