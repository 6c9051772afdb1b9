package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses types. */
final class TypeParser {
  private static final Set<String> GENERIC = Set.of("resourceInput", "resourceOutput", "resource");

  private final Cursor cursor;
  private final ExpressionParser expressions;

  TypeParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** A type, which may be a union. */
  TypeExpr type() {
    cursor.enter();
    int at = cursor.peek().at();
    cursor.skipNewlinesBefore("|");
    cursor.accept("|");
    List<TypeExpr> members = new ArrayList<>();
    members.add(suffixed());
    cursor.skipNewlinesBefore("|");
    while (cursor.accept("|")) {
      members.add(suffixed());
      cursor.skipNewlinesBefore("|");
    }
    cursor.leave();
    return members.size() == 1 ? members.get(0) : new TypeExpr.Union(at, List.copyOf(members));
  }

  private TypeExpr suffixed() {
    TypeExpr type = primary();
    for (int suffixes = 0; suffixes < 50; suffixes++) {
      int at = cursor.peek().at();
      if (cursor.accept("?")) {
        return new TypeExpr.Nullable(at, type);
      } else if (cursor.accept("!")) {
        type = new TypeExpr.NonNull(at, type);
      } else if (cursor.accept("[")) {
        type = bracketed(at, type);
      } else if (cursor.accept(".")) {
        type =
            cursor.accept("*")
                ? new TypeExpr.OtherMembers(at, type)
                : member(type, cursor.expectName("BCP020", "the name of a property"));
      } else {
        return type;
      }
    }
    throw Fault.limit(cursor.here(), "a type has too many suffixes");
  }

  private static TypeExpr member(TypeExpr base, Token name) {
    return new TypeExpr.Member(name.at(), base, name.text());
  }

  private TypeExpr bracketed(int at, TypeExpr type) {
    if (cursor.accept("]")) {
      return new TypeExpr.ArrayOf(at, type);
    }
    TypeExpr part;
    if (cursor.accept("*")) {
      part = new TypeExpr.Items(at, type);
    } else if (cursor.peek().kind() == Kind.NUMBER) {
      Token number = cursor.take();
      Expr.IntLiteral index = expressions.literals().integer(number.at(), number.text());
      part = new TypeExpr.ItemAt(at, type, index.value());
    } else {
      throw cursor.fault(
          "BCP391", "expected \"]\", \"*\" or a number here, not " + cursor.peek().shown());
    }
    cursor.expect("]");
    return part;
  }

  private TypeExpr primary() {
    Token token = cursor.peek();
    if (token.is("(")) {
      cursor.take();
      TypeExpr type = type();
      cursor.expect(")");
      return type;
    }
    if (token.is("{")) {
      return object();
    }
    if (token.is("[")) {
      return tuple();
    }
    if (token.kind() == Kind.NAME && !isLiteral(token)) {
      return named();
    }
    if (isLiteral(token) || token.is("-") || token.is("!")) {
      return literal();
    }
    throw cursor.fault("BCP279", "expected a type here, not " + token.shown());
  }

  private static boolean isLiteral(Token token) {
    return token.kind() == Kind.STRING
        || token.kind() == Kind.NUMBER
        || token.isName("true")
        || token.isName("false")
        || token.isName("null");
  }

  private TypeExpr literal() {
    int at = cursor.peek().at();
    Token token = cursor.take();
    LiteralParser literals = expressions.literals();
    if (token.is("!") && (cursor.peek().isName("true") || cursor.peek().isName("false"))) {
      return new TypeExpr.Literal(
          at, new Expr.BoolLiteral(at, cursor.take().text().equals("false")));
    }
    if (token.is("-")) {
      if (cursor.peek().kind() != Kind.NUMBER) {
        throw cursor.fault("BCP279", "expected a number here, not " + cursor.peek().shown());
      }
      return new TypeExpr.Literal(at, literals.integer(at, "-" + cursor.take().text()));
    }
    Expr value =
        switch (token.kind()) {
          case NUMBER -> literals.integer(at, token.text());
          case STRING -> plain(token);
          default ->
              token.text().equals("null")
                  ? new Expr.NullLiteral(at)
                  : new Expr.BoolLiteral(at, token.text().equals("true"));
        };
    return new TypeExpr.Literal(at, value);
  }

  private Expr plain(Token token) {
    if (token.parts().size() == 1 && token.parts().get(0) instanceof Token.Part.Text text) {
      return new Expr.StringLiteral(token.at(), text.value());
    }
    throw new Fault(
        "BCP285", cursor.file().origin(token.at()), "a type cannot be an interpolated string");
  }

  private TypeExpr named() {
    Token name = cursor.take();
    if (cursor.at("<") && GENERIC.contains(name.text())) {
      return derived(name);
    }
    if (name.text().equals("sys") && cursor.at(".") && cursor.peek(1).kind() == Kind.NAME) {
      cursor.take();
      Token inner = cursor.take();
      return cursor.at("<") && GENERIC.contains(inner.text())
          ? derived(inner)
          : new TypeExpr.Named(inner.at(), inner.text(), true);
    }
    return new TypeExpr.Named(name.at(), name.text(), false);
  }

  /** A type that is taken from a resource type; it is not known here. */
  private TypeExpr derived(Token name) {
    cursor.expect("<");
    expressions.literals().plainString("BCP068", "the type of a resource");
    cursor.expect(">");
    if (!cursor.at(".") && !cursor.at("[")) {
      throw new Fault(
          "BCP394",
          cursor.file().origin(name.at()),
          "a part of the resource's type must be named, as in .properties");
    }
    return new TypeExpr.Opaque(name.at(), name.text());
  }

  private TypeExpr object() {
    int at = cursor.expect("{").at();
    cursor.skipNewlines();
    List<TypeExpr.Field> fields = new ArrayList<>();
    Optional<TypeExpr.Field> others = Optional.empty();
    while (!cursor.at("}")) {
      List<Statement.Decorator> decorators = new DeclarationParser(cursor).decorators();
      Token key = cursor.peek();
      if (cursor.accept("*")) {
        cursor.expect(":");
        if (others.isPresent()) {
          throw new Fault(
              "BCP315", cursor.file().origin(key.at()), "an object type has one \"*\" at most");
        }
        others = Optional.of(new TypeExpr.Field(key.at(), "*", type(), decorators));
      } else {
        String name =
            key.kind() == Kind.STRING
                ? expressions.literals().plainString("BCP022", "the name of a property")
                : cursor.expectName("BCP022", "the name of a property").text();
        cursor.expect(":");
        fields.add(new TypeExpr.Field(key.at(), name, type(), decorators));
      }
      cursor.separator("}");
    }
    cursor.expect("}");
    return new TypeExpr.ObjectOf(at, List.copyOf(fields), others);
  }

  private TypeExpr tuple() {
    int at = cursor.expect("[").at();
    cursor.skipNewlines();
    List<TypeExpr.Field> items = new ArrayList<>();
    while (!cursor.at("]")) {
      List<Statement.Decorator> decorators = new DeclarationParser(cursor).decorators();
      items.add(new TypeExpr.Field(cursor.peek().at(), "", type(), decorators));
      cursor.separator("]");
    }
    cursor.expect("]");
    return new TypeExpr.Tuple(at, List.copyOf(items));
  }
}
