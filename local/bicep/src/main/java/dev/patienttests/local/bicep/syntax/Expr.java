package dev.patienttests.local.bicep.syntax;

import java.util.List;
import java.util.Optional;

/** An expression. {@code at} is the offset that a message about it points to. */
public sealed interface Expr {
  /** Offset of what a message about the expression itself points to. */
  int at();

  /** Offset of its first character, which is another one where something stands before the name. */
  default int start() {
    return at();
  }

  /** {@code null}. */
  record NullLiteral(int at) implements Expr {}

  /** {@code true} or {@code false}. */
  record BoolLiteral(int at, boolean value) implements Expr {}

  /** An integer. */
  record IntLiteral(int at, long value) implements Expr {}

  /** A string without holes. */
  record StringLiteral(int at, String value) implements Expr {}

  /** A string with holes: there is one text more than there are holes. */
  record Interpolation(int at, List<String> texts, List<Expr> holes) implements Expr {}

  /** An array. */
  record ArrayLiteral(int at, List<Element> items) implements Expr {
    /** An item, or several items by {@code ...}. */
    public record Element(Expr value, boolean spread) {}
  }

  /** An object. */
  record ObjectLiteral(int at, List<Item> items) implements Expr {}

  /** Something that stands in an object. */
  sealed interface Item {
    /** A property; the key is a literal or an interpolation. */
    record Property(Expr key, Expr value) implements Item {}

    /** {@code ...value}. */
    record Spread(int at, Expr value) implements Item {}

    /** A nested resource. */
    record Nested(Statement.ResourceDeclaration resource) implements Item {}
  }

  /** A name. */
  record Name(int at, String name) implements Expr {}

  /**
   * A call of a function, or of a method or a namespace's function when there is a target.
   *
   * @param argumentsAt offset of the parenthesis before the arguments
   */
  record Call(
      int at, int start, int argumentsAt, Optional<Expr> target, String name, List<Expr> arguments)
      implements Expr {}

  /** {@code base.name} or {@code base.?name}. */
  record Member(int at, int start, Expr base, String name, boolean safe) implements Expr {}

  /** {@code base[index]}, {@code base[?index]}, {@code base[^index]}. */
  record Index(int at, int start, Expr base, Expr index, boolean safe, boolean fromEnd)
      implements Expr {}

  /** {@code base::name}, a nested resource. */
  record NestedName(int at, int start, Expr base, String name) implements Expr {}

  /** {@code base!}. */
  record NonNull(int at, int start, Expr base) implements Expr {}

  /** {@code !operand} or {@code -operand}. */
  record Unary(int at, String operator, Expr operand) implements Expr {}

  /** {@code left operator right}. */
  record Binary(int at, String operator, Expr left, Expr right) implements Expr {}

  /** {@code condition ? whenTrue : whenFalse}. */
  record Ternary(int at, Expr condition, Expr whenTrue, Expr whenFalse) implements Expr {}

  /** {@code (a, b) => body}. */
  record Lambda(int at, int start, List<Name> parameters, Expr body) implements Expr {}

  /** {@code [for (item, index) in source: body]}. */
  record For(int at, Name item, Optional<Name> index, Expr source, Expr body) implements Expr {}

  /** {@code if (condition) body}. */
  record If(int at, Expr condition, Expr body) implements Expr {}
}
