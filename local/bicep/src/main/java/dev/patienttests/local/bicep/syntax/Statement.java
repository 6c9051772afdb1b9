package dev.patienttests.local.bicep.syntax;

import java.util.List;
import java.util.Optional;

/** A statement. {@code at} is the offset of its name, or of the keyword where it has none. */
public sealed interface Statement {
  /** Offset that a message about the statement points to. */
  int at();

  /** {@code @name(arguments)}. */
  record Decorator(int at, String name, List<Expr> arguments) {}

  /** {@code targetScope = '…'}. */
  record TargetScope(int at, Expr value) implements Statement {}

  /** {@code param name type = value}. */
  record Parameter(
      int at, String name, TypeExpr type, Optional<Expr> value, List<Decorator> decorators)
      implements Statement {}

  /** {@code param name = value} in a parameter file. */
  record ParameterAssignment(int at, String name, Expr value) implements Statement {}

  /** {@code var name = value}. */
  record Variable(
      int at, String name, Optional<TypeExpr> type, Expr value, List<Decorator> decorators)
      implements Statement {}

  /** {@code type name = type}. */
  record TypeDeclaration(int at, String name, TypeExpr type, List<Decorator> decorators)
      implements Statement {}

  /** {@code output name type = value}. */
  record Output(int at, String name, TypeExpr type, Expr value, List<Decorator> decorators)
      implements Statement {}

  /** {@code resource name 'type@version' existing = value}. */
  record ResourceDeclaration(
      int at,
      String name,
      int typeAt,
      String type,
      boolean existing,
      Expr value,
      List<Decorator> decorators)
      implements Statement {}

  /** {@code module name 'path' = value}. */
  record ModuleDeclaration(
      int at, String name, int pathAt, String path, Expr value, List<Decorator> decorators)
      implements Statement {}

  /** {@code metadata name = value}. */
  record Metadata(int at, String name, Expr value) implements Statement {}

  /** {@code extension name as alias}. */
  record Extension(int at, String name) implements Statement {}

  /** {@code using 'path'}; without a path {@code using none}. */
  record Using(int at, Optional<String> path) implements Statement {}
}
