package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.syntax.Token.Kind;
import dev.patienttests.local.bicep.syntax.Token.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses strings, integers, arrays, objects, loops and conditions. */
final class LiteralParser {
  private static final Set<String> RESERVED = Set.of("true", "false", "null");

  private final Cursor cursor;
  private final ExpressionParser expressions;

  LiteralParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  Expr.IntLiteral integer(int at, String digits) {
    try {
      return new Expr.IntLiteral(at, Long.parseLong(digits));
    } catch (NumberFormatException e) {
      throw new Fault("BCP010", cursor.file().origin(at), "an integer has at most 64 bits");
    }
  }

  /** A string, with or without holes. */
  Expr string() {
    Token token = cursor.take();
    List<String> texts = new ArrayList<>();
    List<Expr> holes = new ArrayList<>();
    for (Part part : token.parts()) {
      if (part instanceof Part.Text text) {
        texts.add(text.value());
      } else if (part instanceof Part.Hole hole) {
        holes.add(hole(hole));
      }
    }
    return holes.isEmpty()
        ? new Expr.StringLiteral(token.at(), texts.get(0))
        : new Expr.Interpolation(token.at(), List.copyOf(texts), List.copyOf(holes));
  }

  private Expr hole(Part.Hole hole) {
    Cursor inner = new Cursor(cursor.file(), hole.tokens(), cursor.nesting());
    Expr expression = new ExpressionParser(inner, true).expression();
    if (!inner.atEnd()) {
      throw inner.fault("BCP064", "expected \"}\" here, not " + inner.peek().shown());
    }
    return expression;
  }

  /** A string without holes; {@code null} is never returned. */
  String plainString(String code, String what) {
    if (cursor.peek().kind() != Kind.STRING) {
      throw cursor.fault(code, "expected " + what + " here, not " + cursor.peek().shown());
    }
    int at = cursor.peek().at();
    if (string() instanceof Expr.StringLiteral literal) {
      return literal.value();
    }
    String interpolated = code.equals("BCP068") ? "BCP047" : "BCP092";
    throw new Fault(interpolated, cursor.file().origin(at), what + " cannot be interpolated");
  }

  /**
   * An array or a loop.
   *
   * @param declaration whether this is the body of a resource or module, which may be conditional
   */
  Expr array(boolean declaration) {
    cursor.enter();
    int at = cursor.expect("[").at();
    cursor.skipNewlines();
    if (cursor.peek().isName("for") && startsLoop()) {
      Expr loop = loop(at, declaration);
      cursor.leave();
      return loop;
    }
    List<Expr.ArrayLiteral.Element> items = new ArrayList<>();
    while (!cursor.at("]")) {
      boolean spread = cursor.accept("...");
      items.add(new Expr.ArrayLiteral.Element(expressions.expression(), spread));
      cursor.separator("]");
    }
    cursor.expect("]");
    cursor.leave();
    return new Expr.ArrayLiteral(at, List.copyOf(items));
  }

  private boolean startsLoop() {
    return cursor.peek(1).kind() == Kind.NAME || cursor.peek(1).is("(");
  }

  private Expr loop(int at, boolean declaration) {
    cursor.take();
    boolean pair = cursor.accept("(");
    Token item = cursor.expectName("BCP136", "the name of the loop variable");
    Optional<Expr.Name> index = Optional.empty();
    if (pair) {
      if (!cursor.accept(",")) {
        throw cursor.fault("BCP249", "expected two loop variables in the parentheses");
      }
      Token name = cursor.expectName("BCP136", "the name of the index variable");
      index = Optional.of(new Expr.Name(name.at(), name.text()));
      if (!cursor.at(")")) {
        throw cursor.fault("BCP249", "expected two loop variables in the parentheses");
      }
      cursor.take();
    }
    if (!cursor.peek().isName("in")) {
      throw cursor.fault("BCP012", "expected \"in\" here, not " + cursor.peek().shown());
    }
    cursor.take();
    Expr source = expressions.expression();
    cursor.expect(":");
    Expr body = declaration ? declarationBody(false) : expressions.expression();
    cursor.skipNewlines();
    cursor.expect("]");
    Expr.Name variable = new Expr.Name(item.at(), item.text());
    return new Expr.For(at, variable, index, source, body);
  }

  /** The body of a resource or module: an object, a condition, or a loop. */
  Expr declarationBody(boolean loops) {
    if (cursor.peek().isName("if")) {
      int at = cursor.take().at();
      cursor.expect("(");
      cursor.skipNewlines();
      Expr condition = expressions.expression();
      cursor.skipNewlines();
      cursor.expect(")");
      return new Expr.If(at, condition, object(true));
    }
    if (cursor.at("{")) {
      return object(true);
    }
    if (loops && cursor.at("[")) {
      Expr body = array(true);
      if (body instanceof Expr.For) {
        return body;
      }
      throw new Fault("BCP167", cursor.file().origin(body.at()), "expected a loop here");
    }
    throw cursor.fault(
        loops ? "BCP118" : "BCP167", "expected \"{\" or \"if\" here, not " + cursor.peek().shown());
  }

  /**
   * An object.
   *
   * @param declaration whether it is the body of a resource, where resources may be nested
   */
  Expr object(boolean declaration) {
    cursor.enter();
    int at = cursor.expect("{").at();
    cursor.skipNewlines();
    List<Expr.Item> items = new ArrayList<>();
    while (!cursor.at("}")) {
      items.add(item(declaration));
      cursor.separator("}");
    }
    cursor.expect("}");
    cursor.leave();
    return new Expr.ObjectLiteral(at, List.copyOf(items));
  }

  private Expr.Item item(boolean declaration) {
    Token first = cursor.peek();
    boolean nested = first.isName("resource") && cursor.peek(1).kind() == Kind.NAME;
    if (declaration && (nested || first.is("@"))) {
      return new Expr.Item.Nested(new DeclarationParser(cursor).nestedResource());
    }
    if (cursor.accept("...")) {
      if (declaration) {
        throw new Fault(
            "BCP401",
            cursor.file().origin(first.at()),
            "\"...\" cannot stand directly in the body of a resource or module");
      }
      return new Expr.Item.Spread(first.at(), expressions.expression());
    }
    Expr key = key();
    cursor.expect(":");
    return new Expr.Item.Property(key, expressions.expression());
  }

  private Expr key() {
    Token token = cursor.peek();
    if (token.kind() == Kind.STRING) {
      return string();
    }
    if (token.kind() != Kind.NAME || RESERVED.contains(token.text())) {
      throw cursor.fault("BCP022", "expected the name of a property here, not " + token.shown());
    }
    cursor.take();
    return new Expr.StringLiteral(token.at(), token.text());
  }
}
