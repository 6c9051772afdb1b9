package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.Statement;
import dev.patienttests.local.gateway.expression.Node.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the statements that begin with a keyword. */
final class ControlParser {
  private final TokenReader in;
  private final Parser expressions;
  private final StatementParser statements;

  ControlParser(TokenReader in, Parser expressions, StatementParser statements) {
    this.in = in;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** The statement of a keyword; nothing, with no token taken, where it is none. */
  Optional<Statement> statement(Token first) {
    int at = first.start();
    boolean block = in.peek(1).is("{");
    return switch (first.text()) {
      case "if" -> Optional.of(choice(at));
      case "return" -> Optional.of(result(at));
      case "while" -> Optional.of(loop(at));
      case "do" -> Optional.of(doLoop(at));
      case "for" -> Optional.of(forLoop(at));
      case "foreach" -> Optional.of(forEach(at));
      case "switch" -> Optional.of(cases(at));
      case "try" -> Optional.of(guarded(at));
      case "using" -> Optional.of(using(at));
      case "lock" -> Optional.of(lock(at));
      case "throw" -> Optional.of(thrown(at));
      case "break" -> Optional.of(jump(new Statement.Break(at)));
      case "continue" -> Optional.of(jump(new Statement.Continue(at)));
      case "checked", "unchecked" -> block ? Optional.of(checked(at, first)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Statement checked(int at, Token first) {
    in.next();
    return new Statement.CheckedBlock(at, first.is("checked"), statements.block());
  }

  private Statement jump(Statement statement) {
    in.next();
    in.expect(";");
    return statement;
  }

  private Node condition() {
    in.expect("(");
    Node condition = expressions.expression();
    in.expect(")");
    return condition;
  }

  private Statement embedded() {
    Statement statement = statements.statement();
    if (statement instanceof Statement.Local || statement instanceof Statement.Function) {
      throw new ExpressionException(statement.at(), "a declaration needs a block here");
    }
    return statement;
  }

  private Statement choice(int at) {
    in.next();
    Node condition = condition();
    Statement whenTrue = embedded();
    Optional<Statement> whenFalse = in.accept("else") ? Optional.of(embedded()) : Optional.empty();
    return new Statement.If(at, condition, whenTrue, whenFalse);
  }

  private Statement result(int at) {
    in.next();
    Optional<Node> value =
        in.peek().is(";") ? Optional.empty() : Optional.of(expressions.expression());
    in.expect(";");
    return new Statement.Return(at, value);
  }

  private Statement loop(int at) {
    in.next();
    return new Statement.While(at, condition(), embedded());
  }

  private Statement doLoop(int at) {
    in.next();
    Statement body = embedded();
    in.expect("while");
    Node condition = condition();
    in.expect(";");
    return new Statement.Do(at, condition, body);
  }

  private Statement forLoop(int at) {
    in.next();
    in.expect("(");
    List<Statement> start = new ArrayList<>();
    Optional<Statement> declared = in.peek().is(";") ? Optional.empty() : statements.declarators();
    declared.ifPresent(start::add);
    while (declared.isEmpty() && !in.peek().is(";")) {
      start.add(statements.expression());
      in.accept(",");
    }
    in.expect(";");
    Optional<Node> condition =
        in.peek().is(";") ? Optional.empty() : Optional.of(expressions.expression());
    in.expect(";");
    List<Statement> updates = new ArrayList<>();
    while (!in.peek().is(")")) {
      updates.add(statements.expression());
      if (!in.peek().is(")")) {
        in.expect(",");
      }
    }
    in.expect(")");
    return new Statement.For(at, start, condition, updates, embedded());
  }

  private Statement forEach(int at) {
    in.next();
    in.expect("(");
    TypeName type = new TypeParser(in).type(true);
    String name = in.name();
    in.expect("in");
    Node source = expressions.expression();
    in.expect(")");
    return new Statement.ForEach(at, type, name, source, embedded());
  }

  private Statement cases(int at) {
    in.next();
    Node value = condition();
    in.expect("{");
    List<Statement.Case> cases = new ArrayList<>();
    while (!in.accept("}")) {
      List<Statement.Label> labels = new ArrayList<>();
      while (in.peek().is("case") || in.peek().is("default")) {
        labels.add(label());
      }
      if (labels.isEmpty()) {
        throw in.unexpected("case or default");
      }
      List<Statement> body = new ArrayList<>();
      while (!in.peek().is("case") && !in.peek().is("default") && !in.peek().is("}")) {
        body.add(statements.statement());
      }
      cases.add(new Statement.Case(labels, body));
    }
    return new Statement.Switch(at, value, cases);
  }

  private Statement.Label label() {
    int at = in.peek().start();
    if (in.accept("default")) {
      in.expect(":");
      return new Statement.Label(at, Optional.empty(), Optional.empty());
    }
    in.expect("case");
    Node.Pattern pattern = expressions.pattern();
    Optional<Node> guard =
        in.accept("when") ? Optional.of(expressions.expression()) : Optional.empty();
    in.expect(":");
    return new Statement.Label(at, Optional.of(pattern), guard);
  }

  private Statement guarded(int at) {
    in.next();
    Statement body = statements.block();
    List<Statement.Catch> catches = new ArrayList<>();
    while (in.peek().is("catch")) {
      catches.add(handler());
    }
    Optional<Statement> last =
        in.accept("finally") ? Optional.of(statements.block()) : Optional.empty();
    if (catches.isEmpty() && last.isEmpty()) {
      throw in.unexpected("catch or finally");
    }
    return new Statement.Try(at, body, catches, last);
  }

  private Statement.Catch handler() {
    int at = in.next().start();
    Optional<TypeName> type = Optional.empty();
    Optional<String> name = Optional.empty();
    if (in.accept("(")) {
      type = Optional.of(new TypeParser(in).type(false));
      name = in.peek().is(")") ? Optional.empty() : Optional.of(in.name());
      in.expect(")");
    }
    Optional<Node> filter = in.accept("when") ? Optional.of(condition()) : Optional.empty();
    return new Statement.Catch(at, type, name, filter, statements.block());
  }

  private Statement using(int at) {
    in.next();
    in.expect("(");
    Statement resource =
        statements
            .declarators()
            .orElseGet(
                () ->
                    new Statement.Local(
                        at,
                        Optional.empty(),
                        "?using" + at,
                        Optional.of(expressions.expression()),
                        false));
    in.expect(")");
    return new Statement.Using(at, resource, embedded());
  }

  private Statement lock(int at) {
    in.next();
    return new Statement.Lock(at, condition(), embedded());
  }

  private Statement thrown(int at) {
    in.next();
    Optional<Node> exception =
        in.peek().is(";") ? Optional.empty() : Optional.of(expressions.expression());
    in.expect(";");
    return new Statement.Throw(at, exception);
  }
}
