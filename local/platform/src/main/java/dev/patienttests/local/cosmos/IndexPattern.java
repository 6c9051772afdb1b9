package dev.patienttests.local.cosmos;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of an indexing policy: {@code /a/b/?} for a scalar, {@code /a/[]/?} for the elements of an
 * array, {@code /a/*} for all that is below.
 */
record IndexPattern(List<String> names, boolean elements, boolean wildcard) {

  private static final Pattern STEP = Pattern.compile("/(?:\"([^\"]+)\"|([^/\"]+))");

  /** Reads a pattern; 400 for a text that is none, and for arrays inside arrays. */
  static IndexPattern parse(String text) {
    List<String> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
      end = matcher.end();
    }
    if (end != text.length() || steps.isEmpty()) {
      throw notServed(text);
    }
    String last = steps.remove(steps.size() - 1);
    boolean wildcard = last.equals("*");
    if (!wildcard && !last.equals("?")) {
      throw notServed(text);
    }
    boolean elements = !steps.isEmpty() && steps.get(steps.size() - 1).equals("[]");
    if (elements) {
      steps.remove(steps.size() - 1);
    }
    boolean empty = steps.isEmpty() && (!wildcard || elements);
    if (empty || steps.contains("[]") || steps.contains("*")) {
      throw notServed(text);
    }
    return new IndexPattern(List.copyOf(steps), elements, wildcard);
  }

  private static CosmosException notServed(String text) {
    return CosmosException.badRequest(
        "The path " + text + " of the indexing policy is not valid or not served.");
  }

  boolean isRoot() {
    return names.isEmpty() && wildcard;
  }

  /** Whether a scalar at this path is meant. */
  boolean covers(List<String> path) {
    if (elements) {
      return false;
    }
    return wildcard
        ? path.size() > names.size() && path.subList(0, names.size()).equals(names)
        : path.equals(names);
  }

  /** Longer is more precise, and a scalar more precise than all that is below. */
  int precision() {
    return 2 * names.size() + (wildcard ? 1 : 0);
  }
}
