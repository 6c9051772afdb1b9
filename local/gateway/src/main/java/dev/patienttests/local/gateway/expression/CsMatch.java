package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** {@code Match}, {@code Group} and {@code Capture}: a part of a text, or none. */
final class CsMatch implements Typed {
  private final CsRegex regex;
  private final String text;
  private final String name;
  private final int start;
  private final int end;
  private final List<CsMatch> groups;

  private CsMatch(
      CsRegex regex, String text, String name, int start, int end, List<CsMatch> groups) {
    this.regex = regex;
    this.text = text;
    this.name = name;
    this.start = start;
    this.end = end;
    this.groups = groups;
  }

  static CsMatch of(CsRegex regex, String text, Matcher matcher, List<Integer> order) {
    List<CsMatch> groups = new ArrayList<>();
    CsMatch match = new CsMatch(regex, text, "0", matcher.start(), matcher.end(), groups);
    groups.add(match);
    for (int i = 1; i < order.size(); i++) {
      int group = order.get(i);
      groups.add(
          new CsMatch(
              regex,
              text,
              regex.names().get(i),
              matcher.start(group),
              matcher.end(group),
              List.of()));
    }
    return match;
  }

  static CsMatch failed(CsRegex regex, String text) {
    return new CsMatch(regex, text, "0", -1, -1, List.of());
  }

  @Override
  public CsType type() {
    return TypeTable.named(groups.isEmpty() && !name.equals("0") ? "Group" : "Match");
  }

  boolean success() {
    return start >= 0;
  }

  String value() {
    return success() ? text.substring(start, end) : "";
  }

  String name() {
    return name;
  }

  int index() {
    return Math.max(0, start);
  }

  int length() {
    return end - start;
  }

  int end() {
    return end;
  }

  List<CsMatch> groups() {
    return groups.isEmpty() ? List.of(this) : groups;
  }

  /** A group by its number; a failed one where there is none. */
  CsMatch group(int index) {
    boolean there = index >= 0 && index < groups.size();
    return there ? groups.get(index) : new CsMatch(regex, text, "?", -1, -1, List.of());
  }

  CsMatch group(String wanted) {
    return group(regex.group(wanted));
  }

  CsMatch next() {
    return success() ? regex.match(text, end > start ? end : end + 1) : this;
  }

  /** A replacement pattern filled in. */
  String expand(String replacement) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < replacement.length()) {
      char c = replacement.charAt(i);
      if (c != '$' || i + 1 >= replacement.length()) {
        out.append(c);
        i++;
        continue;
      }
      char next = replacement.charAt(i + 1);
      int end = i + 2;
      String found = null;
      if (next == '{') {
        int close = replacement.indexOf('}', i);
        String wanted = close < 0 ? "" : replacement.substring(i + 2, close);
        found = known(wanted) ? group(wanted).value() : null;
        end = close + 1;
      } else if (Character.isDigit(next)) {
        while (end < replacement.length() && Character.isDigit(replacement.charAt(end))) {
          end++;
        }
        while (end > i + 2 && !known(replacement.substring(i + 1, end))) {
          end--;
        }
        String wanted = replacement.substring(i + 1, end);
        found = known(wanted) ? group(wanted).value() : null;
      } else {
        found = special(next);
      }
      out.append(found == null ? "$" : found);
      i = found == null ? i + 1 : end;
    }
    return out.toString();
  }

  private boolean known(String wanted) {
    return !wanted.isEmpty() && regex.group(wanted) >= 0;
  }

  private String special(char c) {
    return switch (c) {
      case '$' -> "$";
      case '&' -> value();
      case '`' -> text.substring(0, start);
      case '\'' -> text.substring(end);
      case '_' -> text;
      case '+' -> groups.get(groups.size() - 1).value();
      default -> null;
    };
  }

  @Override
  public String toString() {
    return value();
  }
}
