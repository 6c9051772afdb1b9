package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.TypeName;
import dev.patienttests.local.gateway.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pratt parser for expressions; operators bind as in C#. */
final class Parser {
  private static final int MAX_DEPTH = 200;
  private static final int TERNARY = 1;
  private static final int COALESCE = 2;
  private static final int RELATIONAL = 6;
  private static final int UNARY = 10;
  private static final Map<String, Integer> BINARY =
      Map.ofEntries(
          Map.entry("?", TERNARY),
          Map.entry("??", COALESCE),
          Map.entry("||", 3),
          Map.entry("&&", 4),
          Map.entry("==", 5),
          Map.entry("!=", 5),
          Map.entry("<", RELATIONAL),
          Map.entry(">", RELATIONAL),
          Map.entry("<=", RELATIONAL),
          Map.entry(">=", RELATIONAL),
          Map.entry("is", RELATIONAL),
          Map.entry("as", RELATIONAL),
          Map.entry("+", 8),
          Map.entry("-", 8),
          Map.entry("*", 9),
          Map.entry("/", 9),
          Map.entry("%", 9));
  static final Set<String> PREDEFINED =
      Set.of(
          "string", "int", "long", "bool", "object", "double", "char", "byte", "sbyte", "short",
          "ushort", "uint", "ulong", "float", "decimal");
  private static final Set<String> REFUSED =
      Set.of(
          "typeof",
          "sizeof",
          "nameof",
          "default",
          "checked",
          "unchecked",
          "delegate",
          "await",
          "stackalloc",
          "throw",
          "this",
          "base",
          "ref",
          "in",
          "out",
          "switch");

  private final String code;
  private final TokenReader in;
  private int depth;

  Parser(String code, TokenReader in) {
    this.code = code;
    this.in = in;
  }

  /** Parses all of {@code code} as one expression. */
  static Node parse(String code, int start, int end) {
    TokenReader reader = new TokenReader(new Lexer(code, start, end).tokens());
    Node node = new Parser(code, reader).expression();
    if (reader.peek().kind() != Kind.END) {
      throw reader.unexpected("the end of the expression");
    }
    return node;
  }

  Node expression() {
    return expression(TERNARY);
  }

  private Node expression(int minimum) {
    if (++depth > MAX_DEPTH) {
      throw new ExpressionException(in.peek().start(), "nested deeper than " + MAX_DEPTH);
    }
    Node left = unary();
    while (true) {
      Token token = in.peek();
      Integer precedence =
          token.kind() == Kind.OPERATOR || token.kind() == Kind.IDENTIFIER
              ? BINARY.get(token.text())
              : null;
      if (precedence == null || precedence < minimum) {
        depth--;
        return left;
      }
      in.next();
      left = binary(left, token, precedence);
    }
  }

  private Node binary(Node left, Token token, int precedence) {
    switch (token.text()) {
      case "?" -> {
        Node whenTrue = expression();
        in.expect(":");
        return new Node.Ternary(token.start(), left, whenTrue, expression());
      }
      case "??" -> {
        return new Node.Binary(token.start(), "??", left, expression(COALESCE));
      }
      case "is", "as" -> {
        if (in.peek().is("null")) {
          return new Node.Binary(token.start(), "==", left, new Node.Null(in.next().start()));
        }
        TypeName type = new TypeParser(in).type(token.is("as"));
        if (in.peek().kind() == Kind.IDENTIFIER && !BINARY.containsKey(in.peek().text())) {
          throw new ExpressionException(in.peek().start(), "patterns are not supported");
        }
        return new Node.TypeTest(token.start(), token.text(), left, type);
      }
      default -> {
        return new Node.Binary(token.start(), token.text(), left, expression(precedence + 1));
      }
    }
  }

  private Node unary() {
    Token token = in.peek();
    if (token.kind() == Kind.OPERATOR && Set.of("!", "-", "+").contains(token.text())) {
      in.next();
      return new Node.Unary(token.start(), token.text(), expression(UNARY));
    }
    if (token.is("(")) {
      Optional<TypeName> cast = new TypeParser(in).cast();
      if (cast.isPresent()) {
        return new Node.Cast(token.start(), cast.get(), expression(UNARY));
      }
    }
    return postfix(primary());
  }

  private Node primary() {
    Token token = in.next();
    int at = token.start();
    switch (token.kind()) {
      case LITERAL -> {
        return new Node.Literal(at, token.value());
      }
      case INTERPOLATED -> {
        return interpolated(token);
      }
      case IDENTIFIER -> {
        return word(token);
      }
      default -> {
        if (token.is("(")) {
          Node inner = expression();
          in.expect(")");
          return inner;
        }
        throw new ExpressionException(at, "unexpected '" + token.text() + "'");
      }
    }
  }

  private Node word(Token token) {
    int at = token.start();
    switch (token.text()) {
      case "true", "false" -> {
        return new Node.Literal(at, token.is("true"));
      }
      case "null" -> {
        return new Node.Null(at);
      }
      case "new" -> {
        return creation(at);
      }
      default -> {
        if (PREDEFINED.contains(token.text())) {
          return new Node.PredefinedType(at, token.text());
        }
        if (REFUSED.contains(token.text())) {
          throw new ExpressionException(at, "'" + token.text() + "' is not supported");
        }
        if (in.peek().is("=>")) {
          throw new ExpressionException(at, "lambda expressions are not supported");
        }
        return new Node.Name(at, token.text(), List.of());
      }
    }
  }

  private Node creation(int at) {
    if (in.peek().is("{") || in.peek().is("[")) {
      throw new ExpressionException(at, "anonymous types and array initialisers are not supported");
    }
    TypeName type = new TypeParser(in).type(false);
    if (!in.peek().is("(")) {
      throw new ExpressionException(in.peek().start(), "initialisers are not supported");
    }
    Node.Creation creation = new Node.Creation(at, type, arguments("(", ")"));
    if (in.peek().is("{")) {
      throw new ExpressionException(in.peek().start(), "initialisers are not supported");
    }
    return creation;
  }

  private Node postfix(Node start) {
    Node node = start;
    while (true) {
      Token token = in.peek();
      if (token.is(".")) {
        in.next();
        node = member(node);
      } else if (token.is("(")) {
        node = new Node.Call(token.start(), node, arguments("(", ")"));
      } else if (token.is("[")) {
        node = new Node.Index(token.start(), node, arguments("[", "]"));
      } else if (token.is("?.")) {
        in.next();
        return new Node.Conditional(
            token.start(), node, postfix(member(new Node.Receiver(token.start()))));
      } else if (token.is("?") && in.peek(1).is("[") && conditionalIndex()) {
        in.next();
        Node index =
            new Node.Index(token.start(), new Node.Receiver(token.start()), arguments("[", "]"));
        return new Node.Conditional(token.start(), node, postfix(index));
      } else {
        return node;
      }
    }
  }

  /** {@code a?[0]} in C# 7 never begins a conditional: an operand cannot start with a bracket. */
  private boolean conditionalIndex() {
    return in.peek(1).start() == in.peek().end();
  }

  private Node member(Node target) {
    Token name = in.identifier();
    return new Node.Member(
        name.start(), target, name.text(), new TypeParser(in).callTypeArguments());
  }

  private List<Node.Argument> arguments(String open, String close) {
    in.expect(open);
    List<Node.Argument> arguments = new ArrayList<>();
    while (!in.peek().is(close)) {
      if (!arguments.isEmpty()) {
        in.expect(",");
      }
      arguments.add(argument());
    }
    in.expect(close);
    return arguments;
  }

  private Node.Argument argument() {
    Optional<String> name = Optional.empty();
    if (in.peek().kind() == Kind.IDENTIFIER && in.peek(1).is(":")) {
      name = Optional.of(in.next().text());
      in.next();
    }
    Token first = in.peek();
    if (!first.is("out")) {
      return new Node.Argument(name, Optional.empty(), expression());
    }
    in.next();
    Optional<TypeName> declared = Optional.empty();
    if (in.peek().is("var") && in.peek(1).kind() == Kind.IDENTIFIER) {
      int at = in.next().start();
      declared = Optional.of(new TypeName(at, "var", List.of(), false, 0));
    } else if (in.peek(1).kind() == Kind.IDENTIFIER) {
      declared = Optional.of(new TypeParser(in).type(true));
    }
    Token variable = in.identifier();
    return new Node.Argument(
        name,
        Optional.of(new Node.Out(first.start(), declared, variable.text())),
        new Node.Name(variable.start(), variable.text(), List.of()));
  }

  private Node interpolated(Token token) {
    List<Object> parts = new ArrayList<>();
    for (Token.Part part : ((Token.Parts) token.value()).list()) {
      if (!part.isHole()) {
        parts.add(part.text());
        continue;
      }
      TokenReader hole =
          new TokenReader(new Lexer(code, part.holeStart(), part.holeEnd()).tokens());
      Parser inner = new Parser(code, hole);
      inner.depth = depth;
      parts.add(inner.expression());
      Token rest = hole.peek();
      if (rest.is(",") || rest.is(":")) {
        throw new ExpressionException(
            rest.start(), "format and alignment in an interpolated string are not supported");
      }
      if (rest.kind() != Kind.END) {
        throw hole.unexpected("}");
      }
    }
    return new Node.Interpolated(token.start(), parts);
  }
}
