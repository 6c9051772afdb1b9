package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code jsonp}: makes of the response a call of the function that the query names. Only a name is
 * taken, so that nobody gets a script of his own out of the gateway.
 */
record Jsonp(Value parameter) implements Policy {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*");
  private static final int LONGEST = 100;

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "jsonp",
        Set.of(Section.OUTBOUND),
        Set.of("callback-parameter-name"),
        Content.EMPTY,
        List.of(),
        reader -> new Jsonp(reader.required("callback-parameter-name")));
  }

  @Override
  public Flow run(Exchange exchange) {
    String name = parameter.text(exchange);
    Optional<String> callback =
        exchange.request().originalUrl().parameters().entrySet().stream()
            .filter(p -> p.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue)
            .map(values -> values.get(0))
            .findFirst();
    if (callback.isEmpty()) {
      return Flow.CONTINUE;
    }
    if (callback.get().length() > LONGEST || !NAME.matcher(callback.get()).matches()) {
      String message = "The callback is no name of a function.";
      throw PolicyFailure.refused(400, "CallbackNotAllowed", message, message, new Headers());
    }
    Response response = Responses.current(exchange);
    String json =
        response.body().map(body -> new String(body.content(), StandardCharsets.UTF_8)).orElse("");
    response.body(MessageBody.of(callback.get() + "(" + json + ");"));
    response.headers().set("Content-Type", "application/javascript; charset=utf-8");
    return Flow.CONTINUE;
  }
}
