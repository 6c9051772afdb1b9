package dev.patienttests.local.bicep.syntax;

import java.util.List;
import java.util.Optional;

/** A type expression. */
public sealed interface TypeExpr {
  /** Offset of the type in its file. */
  int at();

  /**
   * A type by its name.
   *
   * @param system whether it is written with {@code sys.}, so that no declaration hides it
   */
  record Named(int at, String name, boolean system) implements TypeExpr {}

  /** {@code T[]}. */
  record ArrayOf(int at, TypeExpr item) implements TypeExpr {}

  /** {@code T!}. */
  record NonNull(int at, TypeExpr type) implements TypeExpr {}

  /** {@code T.name}, where T is an object type or the namespace of an import. */
  record Member(int at, TypeExpr base, String name) implements TypeExpr {}

  /** {@code T.*}. */
  record OtherMembers(int at, TypeExpr base) implements TypeExpr {}

  /** {@code T[*]}. */
  record Items(int at, TypeExpr base) implements TypeExpr {}

  /** {@code T[0]}. */
  record ItemAt(int at, TypeExpr base, long index) implements TypeExpr {}

  /** {@code T?}. */
  record Nullable(int at, TypeExpr type) implements TypeExpr {}

  /** A literal, such as {@code 'a'} or {@code -1}. */
  record Literal(int at, Expr value) implements TypeExpr {}

  /** {@code A | B}. */
  record Union(int at, List<TypeExpr> members) implements TypeExpr {}

  /** {@code [A, B]}. */
  record Tuple(int at, List<Field> items) implements TypeExpr {}

  /** <code>{ a: A, *: B }</code>. */
  record ObjectOf(int at, List<Field> fields, Optional<Field> others) implements TypeExpr {}

  /** A named part of an object type, or an unnamed one of a tuple. */
  record Field(int at, String name, TypeExpr type, List<Statement.Decorator> decorators) {}

  /** {@code resourceInput<…>} and the like, whose types are not known here. */
  record Opaque(int at, String name) implements TypeExpr {}
}
