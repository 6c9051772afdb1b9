package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code set-backend-service} with a base URL; the path below the API's prefix is kept. */
record SetBackendService(Value baseUrl, Optional<RequestUrl> fixed) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "set-backend-service",
        Set.of(Section.INBOUND, Section.BACKEND),
        Set.of("base-url", "backend-id"),
        Content.EMPTY,
        List.of(),
        SetBackendService::read);
  }

  private static SetBackendService read(PolicyReader reader) {
    if (reader.element().attribute("backend-id").isPresent()) {
      throw reader.element().refusal("backend-id", "backend entities are not supported");
    }
    Value baseUrl = reader.required("base-url");
    try {
      return new SetBackendService(baseUrl, baseUrl.literal().map(RequestUrl::parse));
    } catch (IllegalArgumentException e) {
      throw reader.element().refusal("base-url", "is no absolute http or https URL");
    }
  }

  @Override
  public Flow run(Exchange exchange) {
    try {
      exchange.request().backend(fixed.orElseGet(() -> RequestUrl.parse(baseUrl.text(exchange))));
    } catch (IllegalArgumentException e) {
      throw PolicyFailure.expression("The base URL of the backend is not valid.");
    }
    return Flow.CONTINUE;
  }
}
