package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.Statement;
import dev.patienttests.local.gateway.expression.Node.TypeName;
import dev.patienttests.local.gateway.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the statements of a block. */
final class StatementParser {
  private static final int MAX_DEPTH = 100;
  private static final Set<String> REFUSED =
      Set.of(
          "for",
          "foreach",
          "while",
          "do",
          "switch",
          "try",
          "throw",
          "using",
          "const",
          "goto",
          "break",
          "continue",
          "lock",
          "fixed",
          "unsafe",
          "yield",
          "checked",
          "unchecked",
          "class",
          "struct",
          "static");
  private static final Set<String> ASSIGNMENT = Set.of("=", "+=", "-=", "*=", "/=", "%=");

  private final TokenReader in;
  private final Parser expressions;
  private int depth;

  StatementParser(String code) {
    this.in = new TokenReader(new Lexer(code, 0, code.length()).tokens());
    this.expressions = new Parser(code, in);
  }

  /** All statements up to the end. */
  Statement.Block all() {
    List<Statement> statements = new ArrayList<>();
    while (in.peek().kind() != Kind.END) {
      statements.add(statement());
    }
    return new Statement.Block(0, statements);
  }

  private Statement statement() {
    Token first = in.peek();
    if (++depth > MAX_DEPTH) {
      throw new ExpressionException(first.start(), "nested deeper than " + MAX_DEPTH);
    }
    try {
      if (first.is("{")) {
        return block();
      }
      if (first.is("if")) {
        return ifStatement();
      }
      if (first.is("return")) {
        in.next();
        Node value = expressions.expression();
        in.expect(";");
        return new Statement.Return(first.start(), value);
      }
      if (first.kind() == Kind.IDENTIFIER && REFUSED.contains(first.text())) {
        throw new ExpressionException(
            first.start(), "statement '" + first.text() + "' is not supported");
      }
      return declaration().orElseGet(this::evaluate);
    } finally {
      depth--;
    }
  }

  private Statement block() {
    int at = in.next().start();
    List<Statement> statements = new ArrayList<>();
    while (!in.accept("}")) {
      statements.add(statement());
    }
    return new Statement.Block(at, statements);
  }

  private Statement ifStatement() {
    int at = in.next().start();
    in.expect("(");
    Node condition = expressions.expression();
    in.expect(")");
    Statement whenTrue = statement();
    Optional<Statement> whenFalse = in.accept("else") ? Optional.of(statement()) : Optional.empty();
    return new Statement.If(at, condition, whenTrue, whenFalse);
  }

  private Optional<Statement> declaration() {
    int mark = in.mark();
    int at = in.peek().start();
    Optional<TypeName> type = new TypeParser(in).tryType(true);
    boolean named = type.isPresent() && in.peek().kind() == Kind.IDENTIFIER;
    if (!named || !(in.peek(1).is("=") || in.peek(1).is(";") || in.peek(1).is(","))) {
      in.reset(mark);
      return Optional.empty();
    }
    Token name = in.identifier();
    Optional<Node> value =
        in.accept("=") ? Optional.of(expressions.expression()) : Optional.empty();
    in.expect(";");
    Optional<TypeName> declared = type.filter(t -> !t.name().equals("var"));
    return Optional.of(new Statement.Local(at, declared, name.text(), value));
  }

  private Statement evaluate() {
    Node target = expressions.expression();
    Token operator = in.peek();
    Node result = target;
    if (ASSIGNMENT.contains(operator.text()) && operator.kind() == Kind.OPERATOR) {
      in.next();
      result = new Node.Assign(operator.start(), operator.text(), target, expressions.expression());
    } else if (!(target instanceof Node.Call) && !(target instanceof Node.Conditional)) {
      throw new ExpressionException(target.at(), "only calls and assignments are statements");
    }
    in.expect(";");
    return new Statement.Evaluate(target.at(), result);
  }
}
