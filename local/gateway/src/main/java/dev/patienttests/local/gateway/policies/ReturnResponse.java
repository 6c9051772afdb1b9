package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code return-response}: ends the pipeline; outbound does not run. */
record ReturnResponse(
    Optional<String> variable,
    Optional<SetStatus> status,
    List<HeaderEdit> headers,
    Optional<BodyText> body)
    implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "return-response",
        PolicyDefinition.EVERYWHERE,
        Set.of("response-variable-name"),
        Content.CHILDREN,
        List.of("set-status", "set-header", "set-body"),
        ReturnResponse::read);
  }

  private static ReturnResponse read(PolicyReader reader) {
    List<HeaderEdit> headers = new ArrayList<>();
    for (PolicyElement header : reader.children("set-header")) {
      headers.add(HeaderEdit.read(reader.ofPolicy(header)));
    }
    return new ReturnResponse(
        reader.literal("response-variable-name"),
        reader.child("set-status").map(s -> SetStatus.read(reader.ofPolicy(s))),
        List.copyOf(headers),
        reader
            .child("set-body")
            .map(b -> BodyText.read(reader.ofPolicy(b), LiquidBody.Message.NONE)));
  }

  @Override
  public Flow run(Exchange exchange) {
    Response response = variable.map(name -> stored(name, exchange)).orElseGet(Response::ok);
    status.ifPresent(s -> s.apply(response, exchange));
    headers.forEach(header -> header.apply(response.headers(), exchange));
    body.ifPresent(b -> response.body(b.of(exchange)));
    exchange.response(Optional.of(response));
    return Flow.END;
  }

  private static Response stored(String name, Exchange exchange) {
    if (exchange.variables().get(name) instanceof Response response) {
      return response.copy();
    }
    throw PolicyFailure.expression("Variable '" + name + "' holds no response.");
  }
}
