package dev.patienttests.local.stack.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The spans of one request or trace, each below the one that caused it. */
final class RequestTree {
  private final List<Span> spans;

  private record Row(int depth, Span span) {
    int width() {
      return 2 * depth + span.label().length();
    }
  }

  private RequestTree(List<Span> spans) {
    this.spans = spans;
  }

  /**
   * The spans of an id, and all that were caused by them: a part that refused a request without
   * believing its id is found by the span that called it.
   *
   * @param id a trace id or a request id
   */
  static RequestTree of(String id, List<Span> all) {
    List<Span> found = new ArrayList<>(all.stream().filter(span -> span.isOf(id)).toList());
    Set<String> known = new HashSet<>(found.stream().map(Span::spanId).toList());
    List<Span> more = found;
    while (!more.isEmpty()) {
      more =
          all.stream()
              .filter(span -> span.parentSpanId().filter(known::contains).isPresent())
              .filter(span -> known.add(span.spanId()))
              .toList();
      found.addAll(more);
    }
    found.sort(Comparator.comparing(Span::time));
    return new RequestTree(found);
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  /** The lines, in the order of time, indented by cause; status and duration in columns. */
  List<String> lines() {
    Set<String> known = new HashSet<>(spans.stream().map(Span::spanId).toList());
    List<Row> rows = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    spans.stream()
        .filter(span -> span.parentSpanId().filter(known::contains).isEmpty())
        .forEach(root -> add(rows, 0, root, placed));
    // A client may send ids that make a circle, which has no root.
    spans.forEach(left -> add(rows, 0, left, placed));
    int width = rows.stream().mapToInt(Row::width).max().orElse(0);
    return rows.stream().map(row -> line(row, width)).toList();
  }

  private void add(List<Row> rows, int depth, Span span, Set<String> placed) {
    if (!placed.add(span.spanId())) {
      return;
    }
    rows.add(new Row(depth, span));
    spans.stream()
        .filter(child -> child.parentSpanId().filter(span.spanId()::equals).isPresent())
        .forEach(child -> add(rows, depth + 1, child, placed));
  }

  private static String line(Row row, int width) {
    Span span = row.span();
    String status = span.status().isPresent() ? "" + span.status().getAsInt() : "no answer";
    String text =
        String.format(
            Locale.ROOT,
            "%s  %-" + width + "s  %-9s %8.1f ms",
            span.time().substring(span.time().indexOf('T') + 1),
            "  ".repeat(row.depth()) + span.label(),
            status,
            span.durationMs());
    return text + span.activityId().map(id -> "  activity " + id).orElse("");
  }
}
