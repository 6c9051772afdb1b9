package dev.patienttests.local.gateway.model;

/**
 * Finds a text in another in a time that grows with their lengths, not with the product of these,
 * as the JDK's own search does: both may be a client's, and it would go on for minutes.
 */
public final class TextSearch {
  /** Up to here the JDK's search is the quicker one, whatever the texts. */
  private static final int SHORT = 64;

  private TextSearch() {}

  /** Where it begins first, from a place on; -1 where it is not. */
  public static int indexOf(String text, String part, int from) {
    if (part.length() <= SHORT) {
      return text.indexOf(part, from);
    }
    int start = Math.max(0, from);
    if (part.length() > text.length() - start) {
      return -1;
    }
    int found = new Places(text, part, start).next(start);
    return found < text.length() ? found : -1;
  }

  /** Where it begins last, up to a place; -1 where it is not. */
  public static int lastIndexOf(String text, String part, int from) {
    if (part.length() <= SHORT || from < 0) {
      return text.lastIndexOf(part, from);
    }
    int end = (int) Math.min(text.length(), (long) from + part.length());
    int found = indexOf(reversed(text.substring(0, end)), reversed(part), 0);
    return found < 0 ? -1 : end - found - part.length();
  }

  /** Whether it is there. */
  public static boolean contains(String text, String part) {
    return indexOf(text, part, 0) >= 0;
  }

  /** The text with another in each place of a part, which is not empty. */
  public static String replace(String text, String part, String with) {
    if (part.length() <= SHORT) {
      return text.replace(part, with);
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int at = indexOf(text, part, 0); at >= 0; at = indexOf(text, part, from)) {
      out.append(text, from, at).append(with);
      from = at + part.length();
    }
    return out.append(text, from, text.length()).toString();
  }

  /** For each length of a beginning: how much of it is its end, too (Knuth, Morris and Pratt). */
  private static int[] borders(String part) {
    int[] borders = new int[part.length() + 1];
    int matched = 0;
    for (int i = 1; i < part.length(); i++) {
      matched = matched(part, borders, matched, part.charAt(i));
      borders[i + 1] = matched;
    }
    return borders;
  }

  /** How much of the part ends with one more character. */
  private static int matched(String part, int[] borders, int before, char next) {
    int matched = before;
    while (matched > 0 && part.charAt(matched) != next) {
      matched = borders[matched];
    }
    return part.charAt(matched) == next ? matched + 1 : 0;
  }

  /** Character by character: {@code StringBuilder} keeps pairs of surrogates. */
  private static String reversed(String text) {
    char[] reversed = new char[text.length()];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = text.charAt(text.length() - 1 - i);
    }
    return new String(reversed);
  }

  /** The places of a part in a text, one after the other, those that overlap too. */
  public static final class Places {
    private final String text;
    private final String part;
    private final int[] borders;
    private int read;
    private int matched;
    private int found = -1;

    /** Of a part that is not empty. */
    public Places(String text, String part) {
      this(text, part, 0);
    }

    private Places(String text, String part, int start) {
      this.text = text;
      this.part = part;
      this.borders = borders(part);
      this.read = start;
    }

    /** The first from a place on, which is none before the last one; the text's end without one. */
    public int next(int from) {
      while (found < from && found < text.length()) {
        found = following();
      }
      return found;
    }

    /** Where the one that was found ends. */
    public int end() {
      return Math.min(text.length(), found + part.length());
    }

    private int following() {
      matched = matched == part.length() ? borders[matched] : matched;
      while (read < text.length()) {
        matched = matched(part, borders, matched, text.charAt(read++));
        if (matched == part.length()) {
          return read - matched;
        }
      }
      return text.length();
    }
  }
}
