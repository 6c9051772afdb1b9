package dev.patienttests.local.gateway.expression;

import java.util.List;
import java.util.Optional;

/** Syntax tree of an expression; {@code at} is the index in the code. */
sealed interface Node {
  int at();

  /** A type as written. */
  record TypeName(int at, String name, List<TypeName> arguments, boolean nullable, int arrays) {
    static TypeName of(int at, String name) {
      return new TypeName(at, name, List.of(), false, 0);
    }

    boolean isVar() {
      return name.equals("var") && arguments.isEmpty() && arrays == 0;
    }
  }

  /** An argument of a call. */
  record Argument(Optional<String> name, Optional<Out> out, Node value) {
    static Argument of(Node value) {
      return new Argument(Optional.empty(), Optional.empty(), value);
    }
  }

  /** {@code out x}, {@code out var x}, {@code out int x}, {@code out _}. */
  record Out(int at, Optional<TypeName> declaredType, String variable) {}

  /** A parameter of a lambda or local function. */
  record Parameter(int at, Optional<TypeName> type, String name) {}

  /** {@code name = value}, {@code [key] = value}, or {@code { a, b }} to add. */
  record Initializer(int at, Optional<String> member, List<Node> keys, List<Node> values) {}

  /** A hole of an interpolated string. */
  record Hole(Node value, Optional<Node> width, Optional<String> format) {}

  record Literal(int at, Object value) implements Node {}

  record Null(int at) implements Node {}

  record Interpolated(int at, List<Object> parts) implements Node {}

  record Name(int at, String name, List<TypeName> typeArguments) implements Node {}

  record PredefinedType(int at, String name) implements Node {}

  record Member(int at, Node target, String name, List<TypeName> typeArguments) implements Node {}

  record Call(int at, Node target, List<Argument> arguments) implements Node {}

  record Index(int at, Node target, List<Argument> arguments) implements Node {}

  /** {@code target?.rest}; {@code rest} has {@link Receiver} where the target belongs. */
  record Conditional(int at, Node target, Node rest) implements Node {}

  record Receiver(int at) implements Node {}

  record Unary(int at, String operator, Node operand) implements Node {}

  record Binary(int at, String operator, Node left, Node right) implements Node {}

  record Ternary(int at, Node condition, Node whenTrue, Node whenFalse) implements Node {}

  record Cast(int at, TypeName type, Node operand) implements Node {}

  record TypeTest(int at, String operator, Node operand, TypeName type) implements Node {}

  /** {@code operand is pattern}. */
  record IsPattern(int at, Node operand, Pattern pattern) implements Node {}

  /** A constant, or a type (none for {@code var}) with the name of a variable. */
  record Pattern(int at, Optional<Node> constant, Optional<TypeName> type, Optional<String> name) {}

  record Assign(int at, String operator, Node target, Node value) implements Node {}

  /** {@code ++} and {@code --}. */
  record Step(int at, Node target, String operator, boolean prefix) implements Node {}

  /** {@code new T(...)}. */
  record Creation(int at, TypeName type, List<Argument> arguments, List<Initializer> initializers)
      implements Node {}

  /** {@code new T[size]}, {@code new T[] {...}}, {@code new[] {...}}, {@code {...}}. */
  record ArrayCreation(
      int at, Optional<TypeName> element, Optional<Node> size, Optional<List<Node>> items)
      implements Node {}

  record Anonymous(int at, List<String> names, List<Node> values) implements Node {}

  record TupleOf(int at, List<String> names, List<Node> values) implements Node {}

  record Lambda(int at, List<Parameter> parameters, Optional<Node> value, Optional<Statement> body)
      implements Node {}

  record TypeOf(int at, TypeName type) implements Node {}

  record SizeOf(int at, TypeName type) implements Node {}

  record Default(int at, Optional<TypeName> type) implements Node {}

  record NameOf(int at, Node named) implements Node {}

  record Throw(int at, Node exception) implements Node {}

  record Checked(int at, boolean checked, Node value) implements Node {}

  /** Statements. */
  sealed interface Statement {
    int at();

    record Local(
        int at, Optional<TypeName> type, String name, Optional<Node> value, boolean constant)
        implements Statement {}

    /** Several declarations, in the scope that they stand in. */
    record Group(int at, List<Statement> statements) implements Statement {}

    record Evaluate(int at, Node expression) implements Statement {}

    record If(int at, Node condition, Statement whenTrue, Optional<Statement> whenFalse)
        implements Statement {}

    record Return(int at, Optional<Node> value) implements Statement {}

    record Block(int at, List<Statement> statements) implements Statement {}

    record While(int at, Node condition, Statement body) implements Statement {}

    record Do(int at, Node condition, Statement body) implements Statement {}

    record For(
        int at,
        List<Statement> start,
        Optional<Node> condition,
        List<Statement> updates,
        Statement body)
        implements Statement {}

    record ForEach(int at, TypeName type, String name, Node source, Statement body)
        implements Statement {}

    record Break(int at) implements Statement {}

    record Continue(int at) implements Statement {}

    record Throw(int at, Optional<Node> exception) implements Statement {}

    record Label(int at, Optional<Pattern> pattern, Optional<Node> guard) {}

    record Case(List<Label> labels, List<Statement> statements) {}

    record Switch(int at, Node value, List<Case> cases) implements Statement {}

    record Catch(
        int at,
        Optional<TypeName> type,
        Optional<String> name,
        Optional<Node> filter,
        Statement body) {}

    record Try(int at, Statement body, List<Catch> catches, Optional<Statement> last)
        implements Statement {}

    record Using(int at, Statement resource, Statement body) implements Statement {}

    record Lock(int at, Node on, Statement body) implements Statement {}

    record CheckedBlock(int at, boolean checked, Statement body) implements Statement {}

    record Function(int at, TypeName returns, String name, Node.Lambda code) implements Statement {}
  }
}
