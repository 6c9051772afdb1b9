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
  private final String code;
  private final TokenReader in;
  private final ArgumentParser arguments;
  private int depth;

  Parser(String code, TokenReader in) {
    this.code = code;
    this.in = in;
    this.arguments = new ArgumentParser(in, this);
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
        if (Keywords.TYPES.contains(token.text())) {
          return new Node.PredefinedType(at, token.text());
        }
        if (Keywords.REFUSED.contains(token.text())) {
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
    Node.Creation creation = new Node.Creation(at, type, arguments.list("(", ")"));
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
        node = new Node.Call(token.start(), node, arguments.list("(", ")"));
      } else if (token.is("[")) {
        node = new Node.Index(token.start(), node, arguments.list("[", "]"));
      } else if (token.is("?.")) {
        in.next();
        return new Node.Conditional(
            token.start(), node, postfix(member(new Node.Receiver(token.start()))));
      } else if (token.is("?") && in.peek(1).is("[") && conditionalIndex()) {
        in.next();
        Node index =
            new Node.Index(
                token.start(), new Node.Receiver(token.start()), arguments.list("[", "]"));
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
      refuseConditional(part);
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

  /** The colon of {@code a ? b : c} would begin a format. */
  private void refuseConditional(Token.Part hole) {
    int nested = 0;
    List<Token> tokens = new Lexer(code, hole.holeStart(), hole.holeEnd()).tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is("(") || token.is("[")) {
        nested++;
      } else if (token.is(")") || token.is("]")) {
        nested--;
      } else if (token.is("?") && nested == 0 && !tokens.get(i + 1).is("[")) {
        throw new ExpressionException(
            token.start(), "a conditional in an interpolated string needs parentheses");
      }
    }
  }
}
