package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code trace}: writes to the gateway's log; the message is not changed. Documents that are
 * deployed have its text directly inside, too, and an expression as source.
 */
record Trace(Value source, Level level, Optional<Value> message, List<Metadata> metadata)
    implements Policy {
  private static final Logger LOG = Logger.getLogger(Trace.class.getName());

  private record Metadata(String name, Value value) {}

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "trace",
        PolicyDefinition.EVERYWHERE,
        Set.of("source", "severity"),
        Content.TEXT_OR_CHILDREN,
        List.of("message", "metadata"),
        Trace::read);
  }

  private static Trace read(PolicyReader reader) {
    String severity =
        reader.choice("severity", "verbose", Set.of("verbose", "information", "error"));
    List<Metadata> metadata = new ArrayList<>();
    for (PolicyElement child : reader.children("metadata")) {
      PolicyReader inner = reader.of(child, Set.of("name", "value"), Content.EMPTY);
      metadata.add(new Metadata(inner.requiredLiteral("name"), inner.required("value")));
    }
    Level level =
        switch (severity) {
          case "error" -> Level.WARNING;
          case "information" -> Level.INFO;
          default -> Level.FINE;
        };
    return new Trace(reader.required("source"), level, message(reader), List.copyOf(metadata));
  }

  private static Optional<Value> message(PolicyReader reader) {
    Value direct = reader.text();
    return direct.literal().filter(String::isBlank).isEmpty()
        ? Optional.of(direct)
        : reader.child("message").map(m -> reader.of(m, Set.of(), Content.TEXT).text());
  }

  @Override
  public Flow run(Exchange exchange) {
    if (LOG.isLoggable(level)) {
      StringBuilder line = new StringBuilder();
      line.append(exchange.requestId()).append(" trace ");
      line.append(oneLine(source.text(exchange))).append(':');
      message.ifPresent(m -> line.append(' ').append(oneLine(m.text(exchange))));
      for (Metadata entry : metadata) {
        line.append(' ').append(entry.name()).append('=');
        line.append(oneLine(entry.value().text(exchange)));
      }
      LOG.log(level, line.toString());
    }
    return Flow.CONTINUE;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
