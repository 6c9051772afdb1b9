package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses expressions. Operators bind as in the compiler. */
final class ExpressionParser {
  private static final int MAX_CHAIN = 500;
  private static final Set<String> DECLARATIONS =
      Set.of(
          "assert", "import", "metadata", "module", "output", "param", "resource", "type", "var");
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("??"),
          Set.of("||"),
          Set.of("&&"),
          Set.of("==", "!=", "=~", "!~"),
          Set.of("<", "<=", ">", ">="),
          Set.of("+", "-"),
          Set.of("*", "/", "%"));

  private final Cursor cursor;
  private final LiteralParser literals;
  // Arrays and objects may not stand in an interpolation, except inside of a lambda.
  private final boolean insideString;
  private int lambdas;

  ExpressionParser(Cursor cursor, boolean insideString) {
    this.cursor = cursor;
    this.insideString = insideString;
    this.literals = new LiteralParser(cursor, this);
  }

  /** A whole expression. */
  Expr expression() {
    cursor.enter();
    int at = cursor.peek().at();
    Expr condition = binary(0);
    cursor.skipNewlinesBefore("?");
    if (cursor.accept("?")) {
      Expr whenTrue = expression();
      cursor.skipNewlinesBefore(":");
      cursor.expect(":");
      condition = new Expr.Ternary(at, condition, whenTrue, expression());
    }
    cursor.leave();
    return condition;
  }

  private Expr binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    int start = cursor.peek().at();
    Expr left = binary(level + 1);
    int links = 0;
    while (cursor.peek().kind() == Kind.SYMBOL
        && LEVELS.get(level).contains(cursor.peek().text())) {
      countLink(++links);
      Token operator = cursor.take();
      left = new Expr.Binary(start, operator.text(), left, binary(level + 1));
    }
    return left;
  }

  private void countLink(int links) {
    if (links > MAX_CHAIN) {
      throw Fault.limit(cursor.here(), "an expression has more than " + MAX_CHAIN + " links");
    }
  }

  private Expr unary() {
    if (cursor.at("!") || cursor.at("-")) {
      Token operator = cursor.take();
      if (operator.is("-") && cursor.peek().kind() == Kind.NUMBER) {
        Token number = cursor.take();
        return postfix(operator.at(), literals.integer(operator.at(), "-" + number.text()));
      }
      return new Expr.Unary(operator.at(), operator.text(), postfix());
    }
    return postfix();
  }

  private Expr postfix() {
    int start = cursor.peek().at();
    return postfix(start, primary());
  }

  private Expr postfix(int start, Expr first) {
    Expr result = first;
    for (int links = 1; ; links++) {
      countLink(links);
      if (cursor.accept(".")) {
        result = member(start, result);
      } else if (cursor.at("[")) {
        result = index(start, result);
      } else if (cursor.accept("::")) {
        Token name = cursor.expectName("BCP020", "the name of a nested resource");
        result = new Expr.NestedName(name.at(), start, result, name.text());
      } else if (cursor.at("!")) {
        result = new Expr.NonNull(cursor.take().at(), start, result);
      } else {
        return result;
      }
    }
  }

  private Expr member(int start, Expr base) {
    boolean safe = cursor.accept("?");
    Token name = cursor.expectName("BCP020", "the name of a property or function");
    if (!cursor.at("(")) {
      return new Expr.Member(name.at(), start, base, name.text(), safe);
    }
    if (safe) {
      throw cursor.fault("BCP322", "\".?\" cannot call a function");
    }
    return call(name, start, Optional.of(base));
  }

  private Expr index(int start, Expr base) {
    int at = cursor.expect("[").at();
    boolean safe = cursor.accept("?");
    boolean fromEnd = cursor.accept("^");
    if (cursor.at("]")) {
      throw cursor.fault("BCP117", "an index is missing here");
    }
    Expr index = expression();
    cursor.expect("]");
    return new Expr.Index(at, start, base, index, safe, fromEnd);
  }

  private Expr call(Token name, int start, Optional<Expr> target) {
    int at = cursor.peek().at();
    return new Expr.Call(name.at(), start, at, target, name.text(), arguments());
  }

  /** The arguments of a call with their parentheses. */
  List<Expr> arguments() {
    cursor.expect("(");
    cursor.skipNewlines();
    List<Expr> arguments = new ArrayList<>();
    while (!cursor.at(")")) {
      arguments.add(argument());
      cursor.skipNewlinesBefore(",");
      if (cursor.accept(",")) {
        cursor.skipNewlines();
        if (cursor.at(")")) {
          throw cursor.fault("BCP009", "expected another argument behind the comma");
        }
      } else {
        cursor.skipNewlines();
        if (!cursor.at(")")) {
          throw cursor.fault("BCP237", "expected a comma between the arguments");
        }
      }
    }
    cursor.expect(")");
    return List.copyOf(arguments);
  }

  private Expr argument() {
    if (startsLambda(0)) {
      return lambda();
    }
    if (cursor.at("(") && startsLambda(1)) {
      cursor.take();
      Expr inner = lambda();
      cursor.skipNewlines();
      cursor.expect(")");
      return inner;
    }
    return expression();
  }

  /** Whether a lambda begins so many tokens ahead. */
  private boolean startsLambda(int from) {
    if (cursor.peek(from).kind() == Kind.NAME) {
      return cursor.peek(from + 1).is("=>");
    }
    int ahead = from + 1;
    if (!cursor.peek(from).is("(")) {
      return false;
    }
    while (cursor.peek(ahead).kind() == Kind.NAME
        || cursor.peek(ahead).is(",")
        || cursor.peek(ahead).kind() == Kind.NEWLINE) {
      ahead++;
    }
    return cursor.peek(ahead).is(")") && cursor.peek(ahead + 1).is("=>");
  }

  private Expr lambda() {
    int start = cursor.peek().at();
    List<Expr.Name> parameters = new ArrayList<>();
    boolean list = cursor.accept("(");
    cursor.skipNewlines();
    while (!cursor.at(")") && !cursor.at("=>")) {
      Token name = cursor.expectName("BCP243", "the name of a lambda variable");
      parameters.add(new Expr.Name(name.at(), name.text()));
      cursor.skipNewlines();
      if (!cursor.accept(",")) {
        break;
      }
      cursor.skipNewlines();
    }
    if (list) {
      cursor.expect(")");
    }
    int at = cursor.expect("=>").at();
    skipLineAfterArrow();
    lambdas++;
    Expr body = expression();
    lambdas--;
    return new Expr.Lambda(at, start, List.copyOf(parameters), body);
  }

  /** Behind an arrow the line may end, unless the next one begins like a declaration. */
  void skipLineAfterArrow() {
    if (cursor.peek().kind() == Kind.NEWLINE && !DECLARATIONS.contains(cursor.peek(1).text())) {
      cursor.skipNewlines();
    }
  }

  private Expr primary() {
    Token token = cursor.peek();
    if (startsLambda(0)) {
      throw cursor.fault("BCP242", "a lambda may only be a function's argument");
    }
    return switch (token.kind()) {
      case NUMBER -> literals.integer(token.at(), cursor.take().text());
      case STRING -> literals.string();
      case NAME -> named();
      case SYMBOL -> bracketed(token);
      case NEWLINE, END -> throw expressionMissing(token);
    };
  }

  private Expr bracketed(Token token) {
    if (token.is("(")) {
      cursor.take();
      cursor.skipNewlines();
      if (cursor.at(")")) {
        throw cursor.fault("BCP243", "parentheses need an expression in them");
      }
      Origin first = cursor.here();
      Expr inner = expression();
      cursor.skipNewlines();
      if (cursor.at(",")) {
        throw new Fault("BCP243", first, "parentheses have one expression in them");
      }
      cursor.expect(")");
      return inner;
    }
    if (token.is("{") || token.is("[")) {
      if (insideString && lambdas == 0) {
        throw cursor.fault("BCP087", "arrays and objects cannot stand in an interpolated string");
      }
      return token.is("{") ? literals.object(false) : literals.array(false);
    }
    throw expressionMissing(token);
  }

  private Fault expressionMissing(Token token) {
    return cursor.fault("BCP009", "expected an expression here, not " + token.shown());
  }

  private Expr named() {
    Token name = cursor.take();
    return switch (name.text()) {
      case "true" -> new Expr.BoolLiteral(name.at(), true);
      case "false" -> new Expr.BoolLiteral(name.at(), false);
      case "null" -> new Expr.NullLiteral(name.at());
      default ->
          cursor.at("(")
              ? call(name, name.at(), Optional.empty())
              : new Expr.Name(name.at(), name.text());
    };
  }

  LiteralParser literals() {
    return literals;
  }
}
