package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.contract.MediaTypes;
import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code content-type-map}: as which type a body is validated. */
record ContentTypeMap(Optional<String> any, Optional<String> missing, List<Entry> entries) {
  private static final String FROM = "from";
  private static final String WHEN = "when";

  /** A {@code type}: of a media type, or where a condition holds. */
  record Entry(Optional<String> from, Optional<Value> when, String to) {}

  static final ContentTypeMap NONE =
      new ContentTypeMap(Optional.empty(), Optional.empty(), List.of());

  static ContentTypeMap read(PolicyReader reader) {
    List<Entry> entries = new ArrayList<>();
    for (PolicyElement child : reader.children("type")) {
      PolicyReader type = reader.of(child, Set.of(FROM, WHEN, "to"), Content.EMPTY);
      Optional<String> from = type.literal(FROM);
      boolean condition = child.attribute(WHEN).isPresent();
      if (from.isPresent() == condition) {
        throw child.refusal("needs either 'from' or 'when'");
      }
      entries.add(
          new Entry(
              from.map(MediaTypes::bare),
              condition ? Optional.of(type.condition(WHEN)) : Optional.empty(),
              MediaTypes.bare(type.requiredLiteral("to"))));
    }
    return new ContentTypeMap(
        reader.literal("any-content-type-value").map(MediaTypes::bare),
        reader.literal("missing-content-type-value").map(MediaTypes::bare),
        List.copyOf(entries));
  }

  /** The type that counts; empty where there is none. */
  String map(String given, Exchange exchange) {
    for (Entry entry : entries) {
      boolean holds =
          entry.from().map(given::equals).orElseGet(() -> entry.when().get().bool(exchange));
      if (holds) {
        return entry.to();
      }
    }
    if (given.isEmpty() && missing.isPresent()) {
      return missing.get();
    }
    return any.orElse(given);
  }
}
