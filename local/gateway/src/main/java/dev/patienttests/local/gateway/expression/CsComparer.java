package dev.patienttests.local.gateway.expression;

import java.text.Normalizer;
import java.util.Locale;

/** {@code StringComparer}, and the comparer that a type has by itself. */
final class CsComparer implements Typed {
  static final CsComparer DEFAULT = new CsComparer("Default", false, true);

  private final String name;
  private final boolean ignoreCase;
  private final boolean culture;

  private CsComparer(String name, boolean ignoreCase, boolean culture) {
    this.name = name;
    this.ignoreCase = ignoreCase;
    this.culture = culture;
  }

  /** By a name of {@code StringComparison}. */
  static CsComparer of(String name) {
    return new CsComparer(name, name.endsWith("IgnoreCase"), !name.startsWith("Ordinal"));
  }

  @Override
  public CsType type() {
    return TypeTable.named("StringComparer");
  }

  /** What stands for a value in a table: equal where the comparer calls the values equal. */
  Object key(Object value) {
    return ignoreCase && value instanceof String text ? Texts.upper(text) : value;
  }

  boolean same(Object left, Object right) {
    return RuntimeTypes.same(key(left), key(right));
  }

  int compare(Object left, Object right) {
    if (left == null || right == null) {
      return left == right ? 0 : left == null ? -1 : 1;
    }
    if (left instanceof String a && right instanceof String b) {
      return strings(a, b);
    }
    if (left instanceof Double a && Double.isNaN(a)) {
      return right instanceof Double b && Double.isNaN(b) ? 0 : -1;
    }
    if (left instanceof Double && right instanceof Double b && Double.isNaN(b)) {
      return 1;
    }
    if (left instanceof JsonToken.JValue a && right instanceof JsonToken.JValue b) {
      return JsonCompare.compare(a, b);
    }
    if (left instanceof Small || left instanceof EnumValue) {
      return Numbers.wholeExact(left).compareTo(Numbers.wholeExact(right));
    }
    if (left instanceof java.util.UUID a && right instanceof java.util.UUID b) {
      return a.toString().compareTo(b.toString());
    }
    if (left.getClass() == right.getClass() && left instanceof Comparable<?>) {
      return natural(left, right);
    }
    throw DotNetException.invalidOperation("Failed to compare two elements in the array.");
  }

  @SuppressWarnings("unchecked")
  private static int natural(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  private int strings(String a, String b) {
    if (!culture) {
      return ignoreCase ? Texts.upper(a).compareTo(Texts.upper(b)) : a.compareTo(b);
    }
    int primary = weights(a).compareTo(weights(b));
    if (primary != 0) {
      return primary;
    }
    int accents =
        decomposed(a).toLowerCase(Locale.ROOT).compareTo(decomposed(b).toLowerCase(Locale.ROOT));
    if (accents != 0 || ignoreCase) {
      return accents;
    }
    // Lower case before upper case, at the first difference.
    return -a.compareTo(b);
  }

  private static String decomposed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  /** Blanks before punctuation, symbols, digits and letters, as the root collation has them. */
  private static String weights(String text) {
    StringBuilder out = new StringBuilder();
    String expanded = text.replace("\u00e6", "ae").replace("\u00df", "ss");
    for (char c : decomposed(expanded).toCharArray()) {
      int kind = Character.getType(c);
      boolean ignored = kind == Character.NON_SPACING_MARK || kind == Character.FORMAT || c == '\0';
      if (!ignored) {
        int group =
            Character.isLetter(c)
                ? 5
                : Character.isDigit(c) ? 4 : Character.isWhitespace(c) ? 1 : 2;
        String order = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
        int place = group == 2 ? order.indexOf(c) + 1 : Character.toLowerCase(c);
        out.append((char) group).append((char) place);
      }
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
