package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.model.ResponseSamples.Sample;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Reasons;
import dev.patienttests.local.gateway.policy.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code mock-response}: ends the pipeline with the sample that the operation's description gives;
 * outbound does not run.
 */
record MockResponse(int status, Optional<String> contentType) implements Policy {
  private static final String STATUS = "status-code";

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "mock-response",
        Set.of(Section.INBOUND, Section.OUTBOUND, Section.ON_ERROR),
        Set.of(STATUS, "content-type"),
        Content.EMPTY,
        List.of(),
        MockResponse::read);
  }

  private static MockResponse read(PolicyReader reader) {
    boolean given = reader.element().attribute(STATUS).isPresent();
    return new MockResponse(
        given ? reader.number(STATUS, 100, 999) : 200, reader.literal("content-type"));
  }

  @Override
  public Flow run(Exchange exchange) {
    Optional<Sample> sample =
        exchange.operation().flatMap(operation -> operation.samples().find(status, contentType));
    Headers headers = new Headers();
    contentType
        .or(() -> sample.map(Sample::contentType))
        .ifPresent(type -> headers.set("Content-Type", type));
    Optional<MessageBody> body =
        sample.map(Sample::body).filter(text -> !text.isEmpty()).map(MessageBody::of);
    exchange.response(Optional.of(new Response(status, Reasons.of(status), headers, body)));
    return Flow.END;
  }
}
