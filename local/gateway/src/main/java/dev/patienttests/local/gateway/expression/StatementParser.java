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
  private static final Set<String> REFUSED =
      Set.of("goto", "fixed", "unsafe", "yield", "class", "struct", "static", "enum", "interface");

  private final TokenReader in;
  private final Parser expressions;
  private final PrimaryParser primaries;
  private final ControlParser control;

  StatementParser(TokenReader in, Parser expressions, PrimaryParser primaries) {
    this.in = in;
    this.expressions = expressions;
    this.primaries = primaries;
    this.control = new ControlParser(in, expressions, this);
  }

  /** All statements of a code. */
  static Statement.Block parse(String code) {
    TokenReader in = new TokenReader(new Lexer(code, 0, code.length()).tokens());
    Parser expressions = new Parser(code, in);
    PrimaryParser primaries =
        new PrimaryParser(code, in, expressions, new ArgumentParser(in, expressions));
    StatementParser parser = new StatementParser(in, expressions, primaries);
    List<Statement> statements = new ArrayList<>();
    while (in.peek().kind() != Kind.END) {
      statements.add(parser.statement());
    }
    return new Statement.Block(0, statements);
  }

  Statement statement() {
    Token first = in.peek();
    expressions.nested(1, first.start());
    Statement statement = read(first);
    expressions.nested(-1, first.start());
    return statement;
  }

  private Statement read(Token first) {
    if (first.is("{")) {
      return block();
    }
    if (first.is(";")) {
      in.next();
      return new Statement.Group(first.start(), List.of());
    }
    if (first.kind() == Kind.IDENTIFIER && REFUSED.contains(first.text())) {
      throw new ExpressionException(
          first.start(), "statement '" + first.text() + "' is not supported");
    }
    Optional<Statement> controlled =
        first.kind() == Kind.IDENTIFIER ? control.statement(first) : Optional.empty();
    if (controlled.isPresent()) {
      return controlled.get();
    }
    boolean label = first.kind() == Kind.IDENTIFIER && in.peek(1).is(":");
    if (label && !Keywords.isReserved(first.text())) {
      throw new ExpressionException(first.start(), "labels are not supported");
    }
    return function().or(this::declaration).orElseGet(this::evaluate);
  }

  Statement block() {
    int at = in.peek().start();
    in.expect("{");
    List<Statement> statements = new ArrayList<>();
    while (!in.accept("}")) {
      statements.add(statement());
    }
    return new Statement.Block(at, statements);
  }

  /** Declarations with their semicolon; nothing, with no token taken, where there are none. */
  Optional<Statement> declaration() {
    Optional<Statement> declared = declarators();
    declared.ifPresent(d -> in.expect(";"));
    return declared;
  }

  /** Declarations without their semicolon. */
  Optional<Statement> declarators() {
    int mark = in.mark();
    int at = in.peek().start();
    boolean constant = in.accept("const");
    Optional<TypeName> type = new TypeParser(in).tryType(true);
    boolean named = type.isPresent() && in.peek().kind() == Kind.IDENTIFIER;
    boolean declares =
        named
            && (in.peek(1).is("=") || in.peek(1).is(";") || in.peek(1).is(","))
            && !Keywords.isReserved(in.peek().text());
    boolean keyword =
        named
            && Keywords.TYPES.contains(type.get().name())
            && Keywords.isReserved(in.peek().text())
            && !in.peek().is("is")
            && !in.peek().is("as");
    if (keyword) {
      throw in.unexpected("a name");
    }
    if (!declares) {
      if (constant) {
        throw new ExpressionException(at, "a constant needs a type, a name and a value");
      }
      in.reset(mark);
      return Optional.empty();
    }
    List<Statement> all = new ArrayList<>();
    do {
      all.add(declarator(type.get(), constant));
    } while (in.accept(","));
    return Optional.of(all.size() == 1 ? all.get(0) : new Statement.Group(at, all));
  }

  private Statement declarator(TypeName type, boolean constant) {
    int at = in.peek().start();
    String name = in.name();
    Optional<Node> value = in.accept("=") ? Optional.of(initializer(type)) : Optional.empty();
    if (constant && (value.isEmpty() || type.isVar())) {
      throw new ExpressionException(at, "a constant needs a type and a value");
    }
    Optional<TypeName> declared = Optional.of(type).filter(t -> !t.isVar());
    return new Statement.Local(at, declared, name, value, constant);
  }

  private Node initializer(TypeName type) {
    if (!in.peek().is("{")) {
      return expressions.expression();
    }
    int at = in.peek().start();
    if (type.arrays() == 0) {
      throw new ExpressionException(at, "items without an array's type");
    }
    TypeName element =
        new TypeName(type.at(), type.name(), type.arguments(), type.nullable(), type.arrays() - 1);
    List<Node> items =
        new CreationParser(in, expressions, new ArgumentParser(in, expressions)).items();
    return new Node.ArrayCreation(at, Optional.of(element), Optional.empty(), Optional.of(items));
  }

  private Optional<Statement> function() {
    int mark = in.mark();
    int at = in.peek().start();
    boolean isVoid = in.accept("void");
    Optional<TypeName> type =
        isVoid ? Optional.of(TypeName.of(at, "void")) : new TypeParser(in).tryType(true);
    boolean declares =
        type.isPresent()
            && in.peek().kind() == Kind.IDENTIFIER
            && in.peek(1).is("(")
            && !Keywords.isReserved(in.peek().text());
    if (!declares) {
      in.reset(mark);
      return Optional.empty();
    }
    String name = in.name();
    List<Node.Parameter> parameters = primaries.parameters();
    Node.Lambda code;
    if (in.peek().is("{")) {
      code = new Node.Lambda(at, parameters, Optional.empty(), Optional.of(block()));
    } else {
      code = primaries.lambda(at, parameters);
      in.expect(";");
    }
    return Optional.of(new Statement.Function(at, type.get(), name, code));
  }

  private Statement evaluate() {
    Statement statement = expression();
    in.expect(";");
    return statement;
  }

  /** An expression that may stand alone. */
  Statement expression() {
    Node node = expressions.expression();
    boolean effect =
        node instanceof Node.Call
            || node instanceof Node.Conditional
            || node instanceof Node.Assign
            || node instanceof Node.Step
            || node instanceof Node.Creation;
    if (!effect) {
      throw new ExpressionException(node.at(), "only calls and assignments are statements");
    }
    return new Statement.Evaluate(node.at(), node);
  }
}
