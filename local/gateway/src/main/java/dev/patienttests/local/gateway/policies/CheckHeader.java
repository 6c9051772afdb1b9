package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code check-header}: refuses a request without a header, or whose header has none of the values.
 * A header that stands several times has a value only where all its lines together are that value.
 */
record CheckHeader(Value name, Value status, Value message, Value ignoreCase, List<Value> values)
    implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "check-header",
        Set.of(Section.INBOUND),
        Set.of("name", "failed-check-httpcode", "failed-check-error-message", "ignore-case"),
        Content.CHILDREN,
        List.of("value"),
        CheckHeader::read);
  }

  private static CheckHeader read(PolicyReader reader) {
    List<Value> values = new ArrayList<>();
    for (PolicyElement child : reader.children("value")) {
      values.add(reader.of(child, Set.of(), Content.TEXT).text());
    }
    reader.required("ignore-case");
    return new CheckHeader(
        reader.required("name"),
        reader.required("failed-check-httpcode"),
        reader.required("failed-check-error-message"),
        reader.condition("ignore-case"),
        List.copyOf(values));
  }

  @Override
  public Flow run(Exchange exchange) {
    String header = name.text(exchange);
    List<String> lines = exchange.request().headers().all(header);
    if (lines.isEmpty()) {
      throw refused(
          exchange, "HeaderNotFound", "Header " + header + " was not found in the request.");
    }
    String given = String.join(",", lines);
    boolean ignores = ignoreCase.bool(exchange);
    boolean known =
        values.isEmpty()
            || values.stream()
                .map(value -> value.text(exchange))
                .anyMatch(v -> ignores ? v.equalsIgnoreCase(given) : v.equals(given));
    if (!known) {
      // The service names the value, too; it may be a secret, so it is left out here.
      throw refused(
          exchange, "HeaderValueNotAllowed", "Header " + header + " value is not allowed.");
    }
    return Flow.CONTINUE;
  }

  private PolicyFailure refused(Exchange exchange, String reason, String text) {
    long code = status.whole(exchange);
    if (code < 400 || code > 599) {
      throw PolicyFailure.expression("The status is no status of an error.");
    }
    return PolicyFailure.refused(
        (int) code, reason, text + " Access denied.", message.text(exchange), new Headers());
  }
}
