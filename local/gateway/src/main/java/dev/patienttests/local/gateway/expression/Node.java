package dev.patienttests.local.gateway.expression;

import java.util.List;
import java.util.Optional;

/** Syntax tree of an expression; {@code at} is the index in the code. */
sealed interface Node {
  int at();

  /** A type as written. */
  record TypeName(int at, String name, List<TypeName> arguments, boolean nullable, int arrays) {}

  /** An argument of a call. */
  record Argument(Optional<String> name, Optional<Out> out, Node value) {}

  /** {@code out x}, {@code out var x}, {@code out int x}. */
  record Out(int at, Optional<TypeName> declaredType, String variable) {}

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

  record Assign(int at, String operator, Node target, Node value) implements Node {}

  /** {@code new T(...)}. */
  record Creation(int at, TypeName type, List<Argument> arguments) implements Node {}

  /** Statements. */
  sealed interface Statement {
    int at();

    record Local(int at, Optional<TypeName> type, String name, Optional<Node> value)
        implements Statement {}

    record Evaluate(int at, Node expression) implements Statement {}

    record If(int at, Node condition, Statement whenTrue, Optional<Statement> whenFalse)
        implements Statement {}

    record Return(int at, Node value) implements Statement {}

    record Block(int at, List<Statement> statements) implements Statement {}
  }
}
