package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.Optional;

/** One deployment of a module: the only one, or one of a loop. */
final class ModuleInstance implements Deployable {
  private final Statement.ModuleDeclaration declaration;
  private final String label;
  private final Env env;
  private final Optional<Expr> condition;
  private final Expr.ObjectLiteral body;
  private Optional<FileEvaluator> child = Optional.empty();
  private boolean opening;

  ModuleInstance(
      Statement.ModuleDeclaration declaration,
      String label,
      Env env,
      Optional<Expr> condition,
      Expr.ObjectLiteral body) {
    this.declaration = declaration;
    this.label = label;
    this.env = env;
    this.condition = condition;
    this.body = body;
  }

  Statement.ModuleDeclaration declaration() {
    return declaration;
  }

  @Override
  public String label() {
    return label;
  }

  Env env() {
    return env;
  }

  Optional<Expr> condition() {
    return condition;
  }

  Expr.ObjectLiteral body() {
    return body;
  }

  Optional<FileEvaluator> child() {
    return child;
  }

  void setChild(FileEvaluator evaluator) {
    child = Optional.of(evaluator);
  }

  /** Takes the mark back. */
  void close() {
    opening = false;
  }

  /** Marks the module as being opened; false if it already is, which means a cycle. */
  boolean open() {
    boolean first = !opening;
    opening = true;
    return first;
  }
}
