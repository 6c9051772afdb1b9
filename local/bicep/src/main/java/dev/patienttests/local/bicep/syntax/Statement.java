package dev.patienttests.local.bicep.syntax;

import java.util.List;
import java.util.Optional;

/** A statement. {@code at} is the offset of its name, or of the keyword where it has none. */
public sealed interface Statement {
  /** Offset that a message about the statement points to. */
  int at();

  /**
   * {@code @name(arguments)}.
   *
   * @param start offset of its at sign
   * @param argumentsAt offset of the parenthesis before the arguments
   */
  record Decorator(int start, int at, int argumentsAt, String name, List<Expr> arguments) {}

  /** {@code targetScope = '…'}. */
  record TargetScope(int at, Expr value) implements Statement {}

  /** {@code param name type = value}. */
  record Parameter(
      int at, String name, TypeExpr type, Optional<Expr> value, List<Decorator> decorators)
      implements Statement {}

  /**
   * {@code param name = value} in a parameter file.
   *
   * @param start offset of its first decorator, or of its keyword
   */
  record ParameterAssignment(int at, int start, String name, Expr value, List<Decorator> decorators)
      implements Statement {}

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

  /**
   * {@code extension name with {…} as alias}.
   *
   * @param name the name in bicepconfig.json, or a registry path
   * @param alias the name of its namespace
   */
  record Extension(
      int at, String name, Optional<Expr> configuration, String alias, List<Decorator> decorators)
      implements Statement {}

  /** {@code func name(a type) type => body}. */
  record Function(
      int at,
      String name,
      List<FunctionParameter> parameters,
      TypeExpr result,
      Expr body,
      List<Decorator> decorators)
      implements Statement {}

  /** A parameter of a {@link Function}. */
  record FunctionParameter(int at, String name, TypeExpr type) {}

  /**
   * {@code import {a, b as c} from 'path'} or {@code import * as all from 'path'}.
   *
   * @param symbols what is imported by name
   * @param all the name for everything, in the second form
   */
  record Import(int at, List<ImportedSymbol> symbols, Optional<String> all, int pathAt, String path)
      implements Statement {}

  /**
   * One name of an {@link Import}; it stands for itself where names are looked up.
   *
   * @param original its name in the other file
   * @param name its name here
   */
  record ImportedSymbol(int at, String original, String name, int pathAt, String path)
      implements Statement {}

  /** A declaration that cannot be read; its name, or {@code using}, counts as declared. */
  record Broken(int at, String name) implements Statement {}

  /**
   * {@code using 'path'}; without a path {@code using none}.
   *
   * @param pathAt offset of the path, or of {@code none}
   */
  record Using(int at, int pathAt, Optional<String> path) implements Statement {}

  /** {@code extends 'path'}. */
  record Extends(int at, String path) implements Statement {}
}
