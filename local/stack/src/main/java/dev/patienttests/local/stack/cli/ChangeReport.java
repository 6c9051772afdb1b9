package dev.patienttests.local.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.bicep.ResourceChange;
import java.util.List;
import java.util.Optional;

/** Changes of resources as a person reads them. */
final class ChangeReport {
  private static final int MAX_VALUE = 160;

  private ChangeReport() {}

  static String of(List<ResourceChange> changes) {
    StringBuilder text = new StringBuilder();
    for (ResourceChange change : changes) {
      String sign =
          switch (change.kind()) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case CHANGED -> "~";
          };
      text.append(sign).append(' ').append(change.type()).append("  ").append(change.name());
      change.origin().ifPresent(origin -> text.append("  (").append(origin).append(')'));
      text.append('\n');
      change.properties().forEach(property -> append(property, text));
    }
    return text.append(summary(changes)).append('\n').toString();
  }

  private static void append(ResourceChange.Property property, StringBuilder text) {
    text.append("    ").append(property.path()).append(": ");
    text.append(shown(property.before())).append(" -> ").append(shown(property.after()));
    text.append("  (").append(property.origin()).append(")\n");
  }

  private static String shown(Optional<JsonNode> value) {
    String text = value.map(JsonNode::toString).orElse("(absent)");
    return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
  }

  private static String summary(List<ResourceChange> changes) {
    return count(changes, ResourceChange.Kind.CHANGED)
        + " changed, "
        + count(changes, ResourceChange.Kind.ADDED)
        + " added, "
        + count(changes, ResourceChange.Kind.REMOVED)
        + " removed";
  }

  private static long count(List<ResourceChange> changes, ResourceChange.Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).count();
  }
}
