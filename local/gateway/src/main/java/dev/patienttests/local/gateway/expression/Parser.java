package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.TypeName;
import dev.patienttests.local.gateway.expression.Token.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pratt parser for expressions; operators bind as in C#. */
final class Parser {
  private static final int MAX_DEPTH = 200;
  private static final int TERNARY = 1;
  private static final int COALESCE = 2;
  private static final int RELATIONAL = 9;
  private static final int SHIFT = 10;
  private static final int UNARY = 13;
  private static final Set<String> ASSIGNMENT =
      Set.of("=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=");
  private static final Map<String, Integer> BINARY =
      Map.ofEntries(
          Map.entry("?", TERNARY),
          Map.entry("??", COALESCE),
          Map.entry("||", 3),
          Map.entry("&&", 4),
          Map.entry("|", 5),
          Map.entry("^", 6),
          Map.entry("&", 7),
          Map.entry("==", 8),
          Map.entry("!=", 8),
          Map.entry("<", RELATIONAL),
          Map.entry(">", RELATIONAL),
          Map.entry("<=", RELATIONAL),
          Map.entry(">=", RELATIONAL),
          Map.entry("is", RELATIONAL),
          Map.entry("as", RELATIONAL),
          Map.entry("<<", SHIFT),
          Map.entry("+", 11),
          Map.entry("-", 11),
          Map.entry("*", 12),
          Map.entry("/", 12),
          Map.entry("%", 12));

  private final TokenReader in;
  private final ArgumentParser arguments;
  private final PrimaryParser primaries;
  private int depth;

  Parser(String code, TokenReader in) {
    this(code, in, 0);
  }

  Parser(String code, TokenReader in, int depth) {
    this.in = in;
    this.depth = depth;
    this.arguments = new ArgumentParser(in, this);
    this.primaries = new PrimaryParser(code, in, this, arguments);
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

  int depth() {
    return depth;
  }

  /** Makes the parsers of what stands inside count deeper, up to a limit. */
  void nested(int change, int at) {
    depth += change;
    if (depth > MAX_DEPTH) {
      throw new ExpressionException(at, "nested deeper than " + MAX_DEPTH);
    }
  }

  Node expression() {
    Node left = expression(TERNARY);
    Token operator = in.peek();
    if (operator.kind() == Kind.OPERATOR && ASSIGNMENT.contains(operator.text())) {
      in.next();
      nested(1, operator.start());
      Node value = expression();
      nested(-1, operator.start());
      return new Node.Assign(operator.start(), operator.text(), left, value);
    }
    return left;
  }

  /** An expression that is no assignment and no conditional. */
  Node operand() {
    return expression(COALESCE);
  }

  private Node expression(int minimum) {
    nested(1, in.peek().start());
    Node left = unary();
    while (true) {
      Token token = in.peek();
      boolean shift = isRightShift();
      Integer precedence =
          token.kind() == Kind.OPERATOR || token.kind() == Kind.IDENTIFIER
              ? shift ? Integer.valueOf(SHIFT) : BINARY.get(token.text())
              : null;
      if (precedence == null || precedence < minimum) {
        depth--;
        return left;
      }
      in.next();
      if (shift) {
        in.next();
        left = new Node.Binary(token.start(), ">>", left, expression(SHIFT + 1));
      } else {
        left = binary(left, token, precedence);
      }
    }
  }

  /** Two brackets side by side; they are single tokens, for the sake of nested type arguments. */
  private boolean isRightShift() {
    return in.peek().is(">") && in.peek(1).is(">") && in.peek(1).start() == in.peek().end();
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
      case "as" -> {
        return new Node.TypeTest(token.start(), "as", left, new TypeParser(in).type(true));
      }
      case "is" -> {
        return is(left, token);
      }
      default -> {
        return new Node.Binary(token.start(), token.text(), left, expression(precedence + 1));
      }
    }
  }

  private Node is(Node left, Token token) {
    Node.Pattern pattern = pattern();
    boolean test = pattern.type().isPresent() && pattern.name().isEmpty();
    return test
        ? new Node.TypeTest(token.start(), "is", left, pattern.type().get())
        : new Node.IsPattern(token.start(), left, pattern);
  }

  /** A type, with or without a variable, or a constant. */
  Node.Pattern pattern() {
    int at = in.peek().start();
    int mark = in.mark();
    Optional<TypeName> type = new TypeParser(in).tryType(false);
    boolean variable =
        type.isPresent()
            && in.peek().kind() == Kind.IDENTIFIER
            && !Keywords.isReserved(in.peek().text())
            && !in.peek().is("when");
    if (variable) {
      Optional<TypeName> declared = type.filter(t -> !t.isVar());
      return new Node.Pattern(at, Optional.empty(), declared, Optional.of(in.name()));
    }
    if (type.isPresent() && !in.peek().is("(") && !in.peek().is(".")) {
      boolean named = TypeNames.find(type.get()).isPresent();
      if (named || !type.get().arguments().isEmpty()) {
        return new Node.Pattern(at, Optional.empty(), type, Optional.empty());
      }
    }
    in.reset(mark);
    return new Node.Pattern(at, Optional.of(expression(SHIFT)), Optional.empty(), Optional.empty());
  }

  private Node unary() {
    Token token = in.peek();
    if (token.kind() == Kind.OPERATOR && Set.of("!", "-", "+", "~").contains(token.text())) {
      in.next();
      return new Node.Unary(token.start(), token.text(), expression(UNARY));
    }
    if (token.is("++") || token.is("--")) {
      in.next();
      return new Node.Step(token.start(), expression(UNARY), token.text(), true);
    }
    if (token.is("throw")) {
      in.next();
      return new Node.Throw(token.start(), expression());
    }
    if (token.is("(")) {
      Optional<TypeName> cast = primaries.isLambda() ? Optional.empty() : new TypeParser(in).cast();
      if (cast.isPresent()) {
        return new Node.Cast(token.start(), cast.get(), expression(UNARY));
      }
    }
    return postfix(primaries.primary());
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
        if (node instanceof Node.ArrayCreation array && array.items().isEmpty()) {
          throw new ExpressionException(token.start(), "an array of fixed size has no index here");
        }
        node = new Node.Index(token.start(), node, arguments.list("[", "]"));
      } else if (token.is("++") || token.is("--")) {
        in.next();
        node = new Node.Step(token.start(), node, token.text(), false);
      } else if (token.is("?.")) {
        in.next();
        return new Node.Conditional(
            token.start(), node, postfix(member(new Node.Receiver(token.start()))));
      } else if (token.is("?") && in.peek(1).is("[") && in.peek(1).start() == token.end()) {
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

  private Node member(Node target) {
    int at = in.peek().start();
    String name = in.name();
    return new Node.Member(at, target, name, new TypeParser(in).callTypeArguments());
  }
}
