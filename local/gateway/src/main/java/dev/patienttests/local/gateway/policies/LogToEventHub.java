package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;

/**
 * {@code log-to-eventhub}: there is no event hub, so an event is a line of the gateway's log. The
 * line tells how large the event is and not what it says: events are made for a store that is
 * protected in other ways than a log.
 */
record LogToEventHub(String logger, Optional<Value> partition, Value text) implements Policy {
  private static final Logger LOG = Logger.getLogger(LogToEventHub.class.getName());
  private static final int MAX_OCTETS = 200 * 1024;

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "log-to-eventhub",
        PolicyDefinition.EVERYWHERE,
        Set.of("logger-id", "partition-id", "partition-key"),
        Content.TEXT,
        List.of(),
        LogToEventHub::read);
  }

  private static LogToEventHub read(PolicyReader reader) {
    Optional<Value> key = reader.optional("partition-key");
    boolean numbered = reader.element().attribute("partition-id").isPresent();
    if (numbered && key.isPresent()) {
      throw reader.element().refusal("partition-id", "stands beside partition-key");
    }
    if (numbered) {
      reader.number("partition-id", 0, Integer.MAX_VALUE);
    }
    LogToEventHub policy =
        new LogToEventHub(reader.requiredLiteral("logger-id"), key, reader.text());
    LOG.info(
        () ->
            reader.element().position()
                + ": log-to-eventhub sends nothing here, each event becomes a line of this log");
    return policy;
  }

  @Override
  public Flow run(Exchange exchange) {
    // Evaluated as there: its faults are the caller's to see.
    partition.ifPresent(key -> key.text(exchange));
    int octets = text.text(exchange).getBytes(StandardCharsets.UTF_8).length;
    String cut = octets > MAX_OCTETS ? ", cut to " + MAX_OCTETS : "";
    LOG.info(
        () ->
            "%s event for logger %s: %d octets%s"
                .formatted(exchange.requestId(), logger, octets, cut));
    return Flow.CONTINUE;
  }
}
