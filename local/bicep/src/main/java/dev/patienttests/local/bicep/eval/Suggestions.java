package dev.patienttests.local.bicep.eval;

import java.util.Optional;

/** Finds the name that somebody may have meant. */
final class Suggestions {
  private static final int MAX_LENGTH = 60;

  private Suggestions() {}

  /** The nearest of the names, if one is near. */
  static Optional<String> nearest(String name, Iterable<String> names) {
    String best = "";
    int least = Math.min(2, name.length() / 3) + 1;
    for (String candidate : names) {
      if (candidate.equals(name) || Math.abs(candidate.length() - name.length()) >= least) {
        continue;
      }
      int distance = distance(name, candidate);
      if (distance < least || (distance == least && candidate.compareTo(best) < 0)) {
        best = candidate;
        least = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** The end of a message that names the nearest name, if one is near. */
  static String hint(String name, Iterable<String> names) {
    return nearest(name, names).map(other -> "; did you mean \"" + other + "\"?").orElse("");
  }

  /** The edit distance of Levenshtein, ignoring case. */
  private static int distance(String a, String b) {
    if (a.length() > MAX_LENGTH || b.length() > MAX_LENGTH) {
      return MAX_LENGTH;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        char left = Character.toLowerCase(a.charAt(i - 1));
        char right = Character.toLowerCase(b.charAt(j - 1));
        int replaced = diagonal + (left == right ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
