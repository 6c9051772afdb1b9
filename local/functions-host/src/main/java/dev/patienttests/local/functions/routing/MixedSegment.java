package dev.patienttests.local.functions.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Matches a segment of several parts from the right: each parameter reaches up to the last
 * occurrence of the literal before it, and none may be empty.
 */
final class MixedSegment {
  private MixedSegment() {}

  static boolean match(List<Part> parts, String text, Map<String, Optional<String>> values) {
    int last = parts.size() - 1;
    if (matchUpTo(parts, last, text, values)) {
      return true;
    }
    boolean optionalTail =
        parts.get(last) instanceof Part.Parameter parameter && parameter.isOptional();
    return optionalTail
        && !text.endsWith(((Part.Literal) parts.get(last - 1)).text())
        && matchUpTo(parts, last - 2, text, values);
  }

  private static boolean matchUpTo(
      List<Part> parts, int last, String text, Map<String, Optional<String>> values) {
    Map<String, Optional<String>> found = new HashMap<>();
    int stop = text.length();
    Optional<String> pending = Optional.empty();
    for (int i = last; i >= 0; i--) {
      if (parts.get(i) instanceof Part.Literal literal) {
        int room = pending.isPresent() ? stop - 1 : stop;
        int index =
            room <= 0 ? -1 : OrdinalCase.lastIndexOf(text.substring(0, room), literal.text());
        int after = index + literal.text().length();
        if (index < 0 || (i == parts.size() - 1 && after != text.length())) {
          return false;
        }
        if (pending.isPresent()) {
          found.put(pending.get(), Optional.of(text.substring(after, stop)));
          pending = Optional.empty();
        }
        stop = index;
      } else {
        pending = Optional.of(((Part.Parameter) parts.get(i)).name());
      }
    }
    if (pending.isPresent()) {
      if (stop == 0) {
        return false;
      }
      found.put(pending.get(), Optional.of(text.substring(0, stop)));
    } else if (stop != 0) {
      return false;
    }
    values.putAll(found);
    return true;
  }
}
