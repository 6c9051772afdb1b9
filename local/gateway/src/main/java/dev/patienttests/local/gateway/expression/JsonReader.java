package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Reads JSON with what JSON.NET lets pass: comments, single quotes, bare names, octal numbers. */
final class JsonReader {
  /** What most numbers are, and a long holds. */
  private static final Pattern PLAIN = Pattern.compile("-?[1-9][0-9]{0,17}");

  private static final Pattern HEX = Pattern.compile("-?0[xX][0-9a-fA-F]+");
  private static final Pattern OCTAL = Pattern.compile("0[0-9]+");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
  private static final Pattern REAL = Pattern.compile("-?[0-9]*\\.?[0-9]*([eE][+-]?[0-9]+)?");
  private static final int MAX_DEPTH = 64;

  /** Longest integer, as in Newtonsoft.Json: to read one takes the square of its length. */
  private static final int MAX_INTEGER = 380;

  private final String text;
  private final boolean dates;
  private int at;
  private int depth;

  /**
   * A reader.
   *
   * @param dates whether text that is an ISO 8601 date becomes one, as it does in tokens
   */
  JsonReader(String text, boolean dates) {
    this.text = text;
    this.dates = dates;
  }

  /** The one value of the text. */
  JsonToken document() {
    blanks();
    if (at == text.length()) {
      throw wrong("Error reading JToken from JsonReader. Path '', line 0, position 0.");
    }
    JsonToken token = value();
    blanks();
    if (at < text.length()) {
      throw wrong("Additional text encountered after finished reading JSON content.");
    }
    return token;
  }

  boolean isEmpty() {
    blanks();
    return at == text.length();
  }

  static DotNetException wrong(String message) {
    return new DotNetException("Newtonsoft.Json.JsonReaderException", message);
  }

  private static DotNetException unexpected() {
    return wrong("Unexpected character encountered while parsing value.");
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void blanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '/') {
        comment();
      } else if (Character.isWhitespace(c) || c == '\u00a0') {
        at++;
      } else {
        return;
      }
    }
  }

  private void comment() {
    if (text.startsWith("//", at)) {
      int end = at;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      at = end;
    } else if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      if (end < 0) {
        throw wrong("Unexpected end while parsing comment.");
      }
      at = end + 2;
    } else {
      throw unexpected();
    }
  }

  private JsonToken value() {
    char c = peek();
    if (c == '{') {
      return nested(this::object);
    }
    if (c == '[') {
      return nested(this::array);
    }
    if (c == '"' || c == '\'') {
      String string = string(c);
      Object date = dates ? JsonDates.read(string) : null;
      return new JValue(date == null ? string : date);
    }
    if (c == '-' || c == '.' || (c >= '0' && c <= '9')) {
      return new JValue(number());
    }
    return word();
  }

  private JsonToken nested(java.util.function.Supplier<JsonToken> read) {
    if (++depth > MAX_DEPTH) {
      throw wrong("The reader's MaxDepth of " + MAX_DEPTH + " has been exceeded.");
    }
    at++;
    JsonToken token = read.get();
    depth--;
    return token;
  }

  private JsonToken object() {
    JObject object = new JObject();
    while (true) {
      blanks();
      if (peek() == '}') {
        at++;
        return object;
      }
      String name = name();
      blanks();
      expect(':');
      blanks();
      object.put(name, value());
      blanks();
      if (peek() == ',') {
        at++;
      } else if (peek() != '}') {
        throw wrong("After parsing a value an unexpected character was encountered.");
      }
    }
  }

  private String name() {
    char c = peek();
    if (c == '"' || c == '\'') {
      return string(c);
    }
    int start = at;
    while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '$') {
      at++;
    }
    if (at == start) {
      throw wrong("Invalid property identifier character.");
    }
    return text.substring(start, at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw unexpected();
    }
    at++;
  }

  private JsonToken array() {
    JArray array = new JArray();
    while (true) {
      blanks();
      if (peek() == ']') {
        at++;
        return array;
      }
      array.add(value());
      blanks();
      if (peek() == ',') {
        at++;
      } else if (peek() != ']') {
        throw wrong("After parsing a value an unexpected character was encountered.");
      }
    }
  }

  private String string(char quote) {
    at++;
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return out.toString();
      }
      out.append(c == '\\' ? escape() : c);
    }
    throw wrong("Unterminated string. Expected delimiter: " + quote + ".");
  }

  private char escape() {
    char c = peek();
    at++;
    int simple = "bfnrt\"'\\/".indexOf(c);
    if (simple >= 0) {
      return "\b\f\n\r\t\"'\\/".charAt(simple);
    }
    if (c != 'u' || at + 4 > text.length()) {
      throw wrong("Bad JSON escape sequence.");
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(text.charAt(at++), 16);
      if (digit < 0) {
        throw wrong("Could not parse a Unicode escape.");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private Object number() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(peek()) || "+-.".indexOf(peek()) >= 0)) {
      at++;
    }
    String digits = text.substring(start, at);
    if (digits.equals("-Infinity")) {
      return Double.NEGATIVE_INFINITY;
    }
    try {
      if (PLAIN.matcher(digits).matches()) {
        return Long.parseLong(digits);
      }
      if (HEX.matcher(digits).matches()) {
        return Long.parseLong(digits.replaceFirst("0[xX]", ""), 16);
      }
      if (OCTAL.matcher(digits).matches()) {
        return Long.parseLong(digits, 8);
      }
      if (INTEGER.matcher(digits).matches()) {
        if (digits.length() > MAX_INTEGER) {
          throw wrong("JSON integer is too large to parse.");
        }
        BigInteger big = new BigInteger(digits);
        return big.bitLength() < 64 ? (Object) big.longValue() : big;
      }
      if (REAL.matcher(digits).matches()) {
        return Double.parseDouble(digits);
      }
    } catch (NumberFormatException e) {
      throw wrong("Input string is not a valid number.");
    }
    throw unexpected();
  }

  private JsonToken word() {
    int start = at;
    while (Character.isLetter(peek())) {
      at++;
    }
    return switch (text.substring(start, at)) {
      case "true" -> new JValue(true);
      case "false" -> new JValue(false);
      case "null" -> new JValue(null);
      case "undefined" -> JValue.undefined();
      case "NaN" -> new JValue(Double.NaN);
      case "Infinity" -> new JValue(Double.POSITIVE_INFINITY);
      default -> throw unexpected();
    };
  }
}
