package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.TextSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** Where the separators of a {@code Split} are in its text; asked for places that only grow. */
final class Separators {
  /** Each one is looked for by itself: not as many as a client likes. */
  private static final int MAX = 64;

  private final String text;
  private final IntPredicate single;
  private final List<TextSearch.Places> several = new ArrayList<>();

  /** Without any, blanks separate. */
  Separators(String text, List<String> separators) {
    this.text = text;
    List<String> used = separators.stream().filter(s -> !s.isEmpty()).toList();
    boolean characters = used.stream().allMatch(s -> s.length() == 1);
    this.single =
        separators.isEmpty()
            ? c -> Texts.isWhiteSpace((char) c)
            : Texts.setOf(characters ? String.join("", used) : "")::get;
    if (!characters) {
      if (used.size() > MAX) {
        throw DotNetException.notSupported("More than " + MAX + " texts to split at.");
      }
      used.forEach(separator -> several.add(new TextSearch.Places(text, separator)));
    }
  }

  /** Begin and end of a separator; both are the end of the text where there is none. */
  record Found(int start, int end) {}

  /** The next one; where several begin, the one that was named first. */
  Found next(int from) {
    if (several.isEmpty()) {
      int at = from;
      while (at < text.length() && !single.test(text.charAt(at))) {
        at++;
      }
      return new Found(at, Math.min(at + 1, text.length()));
    }
    return several.stream()
        .map(places -> new Found(places.next(from), places.end()))
        .min(Comparator.comparingInt(Found::start))
        .orElseThrow();
  }
}
