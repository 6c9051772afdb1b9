package dev.patienttests.local.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.bicep.ResourceChange;
import java.util.List;

/** Changes of resources as a person reads them. */
final class ChangeReport {
  private static final int MAX_VALUE = 160;
  private static final String ABSENT = "(absent)";

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

  /** Changed outputs of the main file; empty if there are none. */
  static String ofOutputs(List<ResourceChange.Property> outputs) {
    StringBuilder text = new StringBuilder(outputs.isEmpty() ? "" : "~ outputs\n");
    outputs.forEach(output -> append(output, text));
    return text.toString();
  }

  private static void append(ResourceChange.Property property, StringBuilder text) {
    String before = property.before().map(JsonNode::toString).orElse(ABSENT);
    String after = property.after().map(JsonNode::toString).orElse(ABSENT);
    int same = commonStart(before, after);
    text.append("    ").append(property.path()).append(": ");
    text.append(shown(before, same)).append(" -> ").append(shown(after, same));
    text.append("  (").append(property.origin()).append(")\n");
  }

  private static int commonStart(String a, String b) {
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same;
  }

  /** All of a short text; of a long one the part around the first difference. */
  private static String shown(String text, int difference) {
    if (text.length() <= MAX_VALUE) {
      return text;
    }
    int from = Math.max(0, difference - MAX_VALUE / 4);
    int to = Math.min(text.length(), from + MAX_VALUE);
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
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
