package dev.patienttests.local.gateway.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A custom numeric format such as {@code #,##0.00;(0.0);zero} (.NET documentation). */
final class CustomNumber {
  private final String format;

  CustomNumber(String format) {
    this.format = format;
  }

  String apply(Object value) {
    List<String> sections = sections();
    BigDecimal number = digits(value);
    String section = sections.get(0);
    boolean negative = number.signum() < 0;
    if (negative && sections.size() > 1 && !sections.get(1).isEmpty()) {
      String text = write(sections.get(1), number.negate());
      return text;
    }
    if (number.signum() == 0 && sections.size() > 2 && !sections.get(2).isEmpty()) {
      section = sections.get(2);
    }
    String text = write(section, number.abs());
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    if (zero && sections.size() > 2 && number.signum() != 0) {
      return write(sections.get(2), BigDecimal.ZERO);
    }
    return negative && !zero ? "-" + text : text;
  }

  /** A double counts with the 15 digits that are certain. */
  private static BigDecimal digits(Object value) {
    BigDecimal exact = Numbers.exact(value);
    int digits = value instanceof Double ? 15 : value instanceof Float ? 7 : 0;
    return digits == 0 ? exact : exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private List<String> sections() {
    List<String> sections = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '\\' && i + 1 < format.length()) {
        current.append(c).append(format.charAt(++i));
        continue;
      }
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == ';' && quote == 0) {
        sections.add(current.toString());
        current.setLength(0);
        continue;
      }
      current.append(c);
    }
    sections.add(current.toString());
    return sections;
  }

  /** What a section asks for. */
  private static final class Plan {
    private int zerosBefore;
    private int zerosAfter;
    private int digitsAfter;
    private int exponentDigits;
    private boolean point;
    private boolean groups;
    private boolean exponentPlus;
    private int scale;
    private int places;
  }

  private static Plan plan(List<String> tokens) {
    Plan plan = new Plan();
    int pendingCommas = 0;
    boolean zeroSeen = false;
    for (String token : tokens) {
      char c = token.charAt(0);
      boolean digit = token.length() == 1 && (c == '0' || c == '#');
      if (digit && plan.point) {
        plan.digitsAfter++;
        plan.zerosAfter = c == '0' ? plan.digitsAfter : plan.zerosAfter;
      } else if (digit) {
        plan.groups |= pendingCommas > 0 && plan.places > 0;
        pendingCommas = 0;
        zeroSeen |= c == '0';
        plan.places++;
        plan.zerosBefore += zeroSeen ? 1 : 0;
      } else if (token.equals(",")) {
        pendingCommas += plan.point || plan.places == 0 ? 0 : 1;
      } else if (token.equals(".")) {
        plan.scale -= plan.point ? 0 : 3 * pendingCommas;
        pendingCommas = 0;
        plan.point = true;
      } else if (token.equals("%")) {
        plan.scale += 2;
      } else if (token.equals("\u2030")) {
        plan.scale += 3;
      } else if (isExponent(token)) {
        plan.exponentDigits = token.length() - (token.matches("[Ee][+-].*") ? 2 : 1);
        plan.exponentPlus = token.matches("[Ee]\\+.*");
      }
    }
    plan.scale -= plan.point ? 0 : 3 * pendingCommas;
    return plan;
  }

  private static boolean isExponent(String token) {
    return token.matches("[Ee][+-]?0+");
  }

  /** Single characters; quoted text, with a mark before it; exponents as a whole. */
  private static List<String> tokens(String section) {
    List<String> tokens = new ArrayList<>();
    int i = 0;
    while (i < section.length()) {
      char c = section.charAt(i);
      if (c == '\\' && i + 1 < section.length()) {
        tokens.add("\0" + section.charAt(i + 1));
        i += 2;
      } else if (c == '\'' || c == '"') {
        int close = section.indexOf(c, i + 1);
        close = close < 0 ? section.length() : close;
        tokens.add("\0" + section.substring(i + 1, close));
        i = close + 1;
      } else {
        int end = i + 1;
        if (c == 'E' || c == 'e') {
          int digits =
              end < section.length() && "+-".indexOf(section.charAt(end)) >= 0 ? end + 1 : end;
          int last = digits;
          while (last < section.length() && section.charAt(last) == '0') {
            last++;
          }
          end = last > digits ? last : end;
        }
        tokens.add(section.substring(i, end));
        i = end;
      }
    }
    return tokens;
  }

  private static String write(String section, BigDecimal number) {
    List<String> tokens = tokens(section);
    Plan plan = plan(tokens);
    BigDecimal value = number.movePointRight(plan.scale);
    int exponent = 0;
    if (plan.exponentDigits > 0 && value.signum() != 0) {
      exponent = value.precision() - value.scale() - 1 - (Math.max(1, plan.places) - 1);
      value = value.movePointLeft(exponent);
    }
    BigDecimal rounded = value.setScale(plan.digitsAfter, RoundingMode.HALF_UP);
    String text = rounded.toPlainString();
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    String fraction = dot < 0 ? "" : text.substring(dot + 1);
    whole = whole.equals("0") ? "" : whole;
    whole = "0".repeat(Math.max(0, plan.zerosBefore - whole.length())) + whole;
    while (fraction.length() > plan.zerosAfter && fraction.endsWith("0")) {
      fraction = fraction.substring(0, fraction.length() - 1);
    }
    return fill(
        tokens, plan, plan.groups ? NumberFormat.grouped(whole) : whole, fraction, exponent);
  }

  private static String fill(
      List<String> tokens, Plan plan, String whole, String fraction, int exponent) {
    StringBuilder out = new StringBuilder();
    boolean point = false;
    int place = 0;
    int digits = whole.replace(",", "").length();
    int written = 0;
    int after = 0;
    for (String token : tokens) {
      char c = token.charAt(0);
      boolean digit = token.length() == 1 && (c == '0' || c == '#');
      if (digit && !point) {
        place++;
        int until = digits - (plan.places - place);
        while (count(whole, written) < until && written < whole.length()) {
          out.append(whole.charAt(written++));
        }
        while (written < whole.length() && whole.charAt(written) == ',' && place < plan.places) {
          out.append(whole.charAt(written++));
        }
      } else if (digit) {
        out.append(after < fraction.length() ? fraction.charAt(after) : "");
        after++;
      } else if (token.equals(".")) {
        out.append(point || fraction.isEmpty() ? "" : ".");
        point = true;
      } else if (isExponent(token)) {
        String sign = exponent < 0 ? "-" : plan.exponentPlus ? "+" : "";
        String value = String.valueOf(Math.abs(exponent));
        out.append(c).append(sign);
        out.append("0".repeat(Math.max(0, plan.exponentDigits - value.length()))).append(value);
      } else if (!token.equals(",")) {
        out.append(c == '\0' ? token.substring(1) : token);
      }
    }
    return out.toString();
  }

  /** Digits among the first characters. */
  private static int count(String text, int end) {
    return (int) text.substring(0, end).chars().filter(Character::isDigit).count();
  }
}
