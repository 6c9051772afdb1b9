package dev.patienttests.local.gateway.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** Reads a literal of a number: decimal, hexadecimal, binary, with digit separators and suffix. */
final class NumberLexer {
  private static final String SUFFIXES = "uUlLfFdDmM";
  private final String code;
  private final int start;
  private final int end;
  private int at;

  NumberLexer(String code, int start, int end) {
    this.code = code;
    this.start = start;
    this.at = start;
    this.end = end;
  }

  Token read() {
    boolean hexadecimal = code.startsWith("0x", at) || code.startsWith("0X", at);
    boolean binary = code.startsWith("0b", at) || code.startsWith("0B", at);
    if (hexadecimal || binary) {
      return radix(hexadecimal ? 16 : 2);
    }
    digits(10);
    boolean real = false;
    if (peek(0) == '.' && isDigit(peek(1), 10)) {
      real = true;
      at++;
      digits(10);
    }
    int sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    if ((peek(0) == 'e' || peek(0) == 'E') && isDigit(peek(sign), 10)) {
      real = true;
      at += sign;
      digits(10);
    }
    String text = code.substring(start, at).replace("_", "");
    String suffix = suffix();
    return token(real || suffix.matches("[fdm]") ? real(text, suffix) : whole(text, 10, suffix));
  }

  private Token radix(int radix) {
    at += 2;
    int from = at;
    digits(radix);
    String text = code.substring(from, at).replace("_", "");
    if (text.isEmpty()) {
      throw new ExpressionException(start, "a number without digits");
    }
    return token(whole(text, radix, suffix()));
  }

  private Token token(Object value) {
    if (at < end && (Character.isLetterOrDigit(code.charAt(at)) || code.charAt(at) == '_')) {
      throw new ExpressionException(at, "a number followed by '" + code.charAt(at) + "'");
    }
    return new Token(Token.Kind.LITERAL, code.substring(start, at), value, start, at);
  }

  private void digits(int radix) {
    while (isDigit(peek(0), radix) || peek(0) == '_') {
      at++;
    }
    if (at > start && code.charAt(at - 1) == '_') {
      throw new ExpressionException(at - 1, "a separator behind all digits");
    }
  }

  private char peek(int ahead) {
    return at + ahead < end ? code.charAt(at + ahead) : '\0';
  }

  private static boolean isDigit(char c, int radix) {
    return c < 128 && Character.digit(c, radix) >= 0;
  }

  private String suffix() {
    int from = at;
    while (at < end && SUFFIXES.indexOf(code.charAt(at)) >= 0) {
      at++;
    }
    return code.substring(from, at).toLowerCase(Locale.ROOT);
  }

  private Object real(String text, String suffix) {
    switch (suffix) {
      case "", "d" -> {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
          throw tooLarge();
        }
        return value;
      }
      case "f" -> {
        float value = Float.parseFloat(text);
        if (Float.isInfinite(value)) {
          throw tooLarge();
        }
        return value;
      }
      case "m" -> {
        try {
          return CsDecimal.of(new BigDecimal(text));
        } catch (DotNetException e) {
          throw tooLarge();
        }
      }
      default -> throw new ExpressionException(start, "number with suffix '" + suffix + "'");
    }
  }

  /** The first type that holds it, of those that the suffix allows. */
  private Object whole(String text, int radix, String suffix) {
    BigInteger value = new BigInteger(text, radix);
    String candidates =
        switch (suffix) {
          case "" -> "int uint long ulong";
          case "u" -> "uint ulong";
          case "l" -> "long ulong";
          case "ul", "lu" -> "ulong";
          default -> throw new ExpressionException(start, "number with suffix '" + suffix + "'");
        };
    for (String name : candidates.split(" ", -1)) {
      CsType type = TypeTable.named(name);
      if (Numbers.fits(value, type)) {
        return Numbers.box(value.longValue(), type);
      }
    }
    throw tooLarge();
  }

  private ExpressionException tooLarge() {
    return new ExpressionException(start, "the number is too large");
  }
}
