package dev.patienttests.local.gateway.liquid;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a template.
 *
 * @param text the text, or what stands between the marks
 * @param index where {@code text} begins in the template
 */
record Piece(Kind kind, String text, int index) {

  /** What it is. */
  enum Kind {
    TEXT,
    OUTPUT,
    TAG
  }

  /**
   * Cuts a template. A dash inside of a mark takes blanks and tabs before it away, after it either
   * these or one line break, as DotLiquid 2.0 does; other engines take all white space.
   */
  static List<Piece> cut(String template) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < template.length()) {
      int start = next(template, at);
      if (start < 0) {
        pieces.add(new Piece(Kind.TEXT, template.substring(at), at));
        break;
      }
      boolean tag = template.charAt(start + 1) == '%';
      int end = template.indexOf(tag ? "%}" : "}}", start + 2);
      int line = template.indexOf('\n', start);
      if (end < 0 || (line >= 0 && line < end)) {
        throw new LiquidSyntaxException(start, "what begins here does not end on its line");
      }
      boolean dashBefore = template.charAt(start + 2) == '-';
      boolean dashAfter = end > start + 2 && template.charAt(end - 1) == '-';
      text(pieces, template, at, dashBefore ? withoutBlanks(template, at, start) : start);
      int from = dashBefore ? start + 3 : start + 2;
      int to = Math.max(from, dashAfter ? end - 1 : end);
      pieces.add(new Piece(tag ? Kind.TAG : Kind.OUTPUT, template.substring(from, to), from));
      at = dashAfter ? afterBlanks(template, end + 2) : end + 2;
    }
    return pieces;
  }

  private static void text(List<Piece> pieces, String template, int from, int to) {
    if (to > from) {
      pieces.add(new Piece(Kind.TEXT, template.substring(from, to), from));
    }
  }

  private static int next(String template, int at) {
    int output = template.indexOf("{{", at);
    int tag = template.indexOf("{%", at);
    return output < 0 || tag < 0 ? Math.max(output, tag) : Math.min(output, tag);
  }

  private static int withoutBlanks(String template, int from, int to) {
    int end = to;
    while (end > from && isBlank(template.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static int afterBlanks(String template, int from) {
    if (template.startsWith("\r\n", from)) {
      return from + 2;
    }
    if (template.startsWith("\n", from)) {
      return from + 1;
    }
    int at = from;
    while (at < template.length() && isBlank(template.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
