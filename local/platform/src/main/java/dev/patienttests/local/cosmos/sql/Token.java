package dev.patienttests.local.cosmos.sql;

import dev.patienttests.local.cosmos.CosmosException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A token of a query text.
 *
 * @param text the name, operator or number as written; the value of a string
 */
record Token(Kind kind, String text, int position) {

  enum Kind {
    NAME,
    PARAMETER,
    STRING,
    NUMBER,
    SYMBOL,
    END
  }

  private static final List<String> SYMBOLS =
      List.of(
          "<=", ">=", "!=", "<>", "||", "??", "=", "<", ">", "(", ")", "[", "]", "{", "}", ",", ".",
          ":", "*", "+", "-", "/", "%", "?", "&", "|", "^", "~");

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.NAME && text.equalsIgnoreCase(word);
  }

  String word() {
    return text.toUpperCase(Locale.ROOT);
  }

  /** Cuts a query into tokens, the last of which is {@link Kind#END}; 400 for what is none. */
  static List<Token> read(String sql) {
    List<Token> tokens = new ArrayList<>();
    int at = skipBlank(sql, 0);
    while (at < sql.length()) {
      int end = next(sql, at, tokens);
      at = skipBlank(sql, end);
    }
    tokens.add(new Token(Kind.END, "end of query", sql.length()));
    return tokens;
  }

  private static int skipBlank(String sql, int from) {
    int at = from;
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at))) {
        at++;
      } else if (sql.startsWith("--", at)) {
        int lineEnd = sql.indexOf('\n', at);
        at = lineEnd < 0 ? sql.length() : lineEnd;
      } else {
        break;
      }
    }
    return at;
  }

  private static int next(String sql, int at, List<Token> tokens) {
    char c = sql.charAt(at);
    if (c == '\'' || c == '"') {
      return string(sql, at, tokens);
    }
    if (Character.isDigit(c)) {
      return number(sql, at, tokens);
    }
    if (isNamePart(c) || c == '@') {
      int end = at + 1;
      while (end < sql.length() && isNamePart(sql.charAt(end))) {
        end++;
      }
      Kind kind = c == '@' ? Kind.PARAMETER : Kind.NAME;
      tokens.add(new Token(kind, sql.substring(at, end), at));
      return end;
    }
    for (String symbol : SYMBOLS) {
      if (sql.startsWith(symbol, at)) {
        tokens.add(new Token(Kind.SYMBOL, symbol, at));
        return at + symbol.length();
      }
    }
    throw CosmosException.badRequest("Query syntax: unexpected " + c + " at " + at + ".");
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private static int number(String sql, int at, List<Token> tokens) {
    int end = at;
    while (end < sql.length()
        && (isNamePart(sql.charAt(end)) || sql.charAt(end) == '.' || isExponentSign(sql, end))) {
      end++;
    }
    tokens.add(new Token(Kind.NUMBER, sql.substring(at, end), at));
    return end;
  }

  private static boolean isExponentSign(String sql, int at) {
    char before = sql.charAt(at - 1);
    return (sql.charAt(at) == '-' || sql.charAt(at) == '+') && (before == 'e' || before == 'E');
  }

  private static int string(String sql, int at, List<Token> tokens) {
    char quote = sql.charAt(at);
    StringBuilder value = new StringBuilder();
    int i = at + 1;
    while (i < sql.length() && sql.charAt(i) != quote) {
      char c = sql.charAt(i);
      if (c != '\\') {
        value.append(c);
        i++;
      } else if (sql.startsWith("u", i + 1)) {
        value.append(unicode(sql, i + 2));
        i += 6;
      } else if (i + 1 < sql.length()) {
        value.append(escaped(sql.charAt(i + 1), i));
        i += 2;
      } else {
        break;
      }
    }
    if (i >= sql.length()) {
      throw CosmosException.badRequest("Query syntax: string at " + at + " does not end.");
    }
    tokens.add(new Token(Kind.STRING, value.toString(), at));
    return i + 1;
  }

  private static char unicode(String sql, int at) {
    try {
      return (char) Integer.parseInt(sql.substring(at, at + 4), 16);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw CosmosException.badRequest("Query syntax: bad escape at " + at + ".");
    }
  }

  private static char escaped(char c, int at) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '\'', '"', '\\', '/' -> c;
      default -> throw CosmosException.badRequest("Query syntax: bad escape at " + at + ".");
    };
  }
}
