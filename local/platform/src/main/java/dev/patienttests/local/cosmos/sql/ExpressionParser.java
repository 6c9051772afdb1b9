package dev.patienttests.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patienttests.local.cosmos.CosmosException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses scalar expressions; what it does not know is refused by name. */
final class ExpressionParser {

  private static final int MAXIMUM_DEPTH = 64;
  private static final Set<String> REFUSED_OPERATORS =
      Set.of("+", "-", "*", "/", "%", "||", "??", "?", "&", "|", "^", "~");
  private static final Set<String> REFUSED_WORDS =
      Set.of(
          "LIKE",
          "EXISTS",
          "SELECT",
          "ARRAY",
          "UDF",
          "JOIN",
          "DISTINCT",
          "COUNT",
          "SUM",
          "MIN",
          "MAX",
          "AVG");

  private final TokenReader tokens;
  private final Map<String, JsonNode> parameters;
  private final Set<String> roots = new LinkedHashSet<>();
  private int depth;

  ExpressionParser(TokenReader tokens, Map<String, JsonNode> parameters) {
    this.tokens = tokens;
    this.parameters = Map.copyOf(parameters);
  }

  /** The names that paths begin with; they must all be the alias of FROM. */
  Set<String> roots() {
    return roots;
  }

  Expression expression() {
    if (++depth > MAXIMUM_DEPTH) {
      throw CosmosException.badRequest("The query is nested too deeply.");
    }
    Expression result = disjunction();
    if (REFUSED_OPERATORS.contains(tokens.peek().text())
        && tokens.peek().kind() == Token.Kind.SYMBOL) {
      throw TokenReader.notServed(tokens.peek());
    }
    depth--;
    return result;
  }

  private Expression disjunction() {
    List<Expression> parts = new ArrayList<>(List.of(conjunction()));
    while (tokens.skipWord("OR")) {
      parts.add(conjunction());
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.Logical(false, List.copyOf(parts));
  }

  private Expression conjunction() {
    List<Expression> parts = new ArrayList<>(List.of(negation()));
    while (tokens.skipWord("AND")) {
      parts.add(negation());
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.Logical(true, List.copyOf(parts));
  }

  private Expression negation() {
    boolean negated = false;
    while (tokens.skipWord("NOT")) {
      negated = !negated;
    }
    Expression condition = condition();
    return negated ? new Expression.Not(condition) : condition;
  }

  private Expression condition() {
    Expression left = primary();
    boolean negated = tokens.peek().isWord("NOT") && tokens.skipWord("NOT");
    if (tokens.skipWord("IN")) {
      Expression in = new Expression.In(left, arguments());
      return negated ? new Expression.Not(in) : in;
    }
    if (tokens.skipWord("BETWEEN")) {
      Expression low = primary();
      tokens.expectWord("AND");
      Expression between =
          new Expression.Logical(
              true,
              List.of(
                  new Expression.Comparison(">=", left, low),
                  new Expression.Comparison("<=", left, primary())));
      return negated ? new Expression.Not(between) : between;
    }
    if (negated || tokens.peek().isWord("LIKE")) {
      throw TokenReader.notServed(tokens.peek());
    }
    return comparison(left);
  }

  private Expression comparison(Expression left) {
    Token operator = tokens.peek();
    if (operator.kind() != Token.Kind.SYMBOL) {
      return left;
    }
    return switch (operator.text()) {
      case "=", "!=", "<", "<=", ">", ">=" -> {
        tokens.next();
        yield new Expression.Comparison(operator.text(), left, primary());
      }
      case "<>" -> {
        tokens.next();
        yield new Expression.Comparison("!=", left, primary());
      }
      default -> left;
    };
  }

  /** One operand; what follows it is left alone, such as the asterisk in {@code TOP 1 *}. */
  Expression primary() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case STRING -> new Expression.Constant(TextNode.valueOf(token.text()));
      case NUMBER -> new Expression.Constant(number(token, ""));
      case PARAMETER -> new Expression.Constant(parameter(token));
      case NAME -> named(token);
      case SYMBOL -> symbol(token);
      case END -> throw tokens.unexpected();
    };
  }

  private Expression symbol(Token token) {
    switch (token.text()) {
      case "(" -> {
        Expression inner = expression();
        tokens.expect(")");
        return inner;
      }
      case "[" -> {
        return new Expression.ArrayOf(list("]"));
      }
      case "{" -> {
        return object();
      }
      case "-" -> {
        if (tokens.peek().kind() == Token.Kind.NUMBER) {
          return new Expression.Constant(number(tokens.next(), "-"));
        }
        throw TokenReader.notServed(token);
      }
      default -> throw TokenReader.notServed(token);
    }
  }

  private Expression object() {
    Map<String, Expression> members = new LinkedHashMap<>();
    if (tokens.skip("}")) {
      return new Expression.ObjectOf(members);
    }
    do {
      Token name = tokens.next();
      if (name.kind() != Token.Kind.STRING && name.kind() != Token.Kind.NAME) {
        throw tokens.unexpected();
      }
      tokens.expect(":");
      members.put(name.text(), expression());
    } while (tokens.skip(","));
    tokens.expect("}");
    return new Expression.ObjectOf(members);
  }

  private Expression named(Token token) {
    switch (token.word()) {
      case "TRUE" -> {
        return new Expression.Constant(BooleanNode.TRUE);
      }
      case "FALSE" -> {
        return new Expression.Constant(BooleanNode.FALSE);
      }
      case "NULL" -> {
        return new Expression.Constant(NullNode.getInstance());
      }
      case "UNDEFINED" -> {
        return new Expression.Constant(Expression.undefined());
      }
      default -> {
        if (REFUSED_WORDS.contains(token.word()) && !tokens.peek().is(".")) {
          throw TokenReader.notServed(token);
        }
        if (tokens.peek().is("(")) {
          List<Expression> arguments = arguments();
          return new Expression.Call(
              token.word(), Functions.named(token.word(), arguments.size()), arguments);
        }
        return path(token.text());
      }
    }
  }

  private Expression path(String root) {
    roots.add(root);
    List<Object> steps = new ArrayList<>();
    while (true) {
      if (tokens.skip(".")) {
        steps.add(tokens.name());
        if (tokens.peek().is("(")) {
          throw TokenReader.notServed(new Token(Token.Kind.NAME, root + "." + steps.get(0), 0));
        }
      } else if (tokens.skip("[")) {
        steps.add(subscript());
        tokens.expect("]");
      } else {
        return new Expression.Path(List.copyOf(steps));
      }
    }
  }

  private Object subscript() {
    Token token = tokens.next();
    if (token.kind() == Token.Kind.STRING) {
      return token.text();
    }
    if (token.kind() == Token.Kind.NUMBER && number(token, "").canConvertToInt()) {
      return number(token, "").intValue();
    }
    throw TokenReader.notServed(token);
  }

  private List<Expression> arguments() {
    tokens.expect("(");
    return list(")");
  }

  private List<Expression> list(String end) {
    List<Expression> members = new ArrayList<>();
    if (tokens.skip(end)) {
      return members;
    }
    do {
      members.add(expression());
    } while (tokens.skip(","));
    tokens.expect(end);
    return List.copyOf(members);
  }

  private JsonNode parameter(Token token) {
    JsonNode value = parameters.get(token.text());
    if (value == null) {
      throw CosmosException.badRequest("The query parameter " + token.text() + " has no value.");
    }
    return value;
  }

  private static JsonNode number(Token token, String sign) {
    String text = sign + token.text();
    try {
      return text.matches("-?\\d{1,18}")
          ? LongNode.valueOf(Long.parseLong(text))
          : DoubleNode.valueOf(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw CosmosException.badRequest("Query syntax: " + text + " is no number.");
    }
  }
}
