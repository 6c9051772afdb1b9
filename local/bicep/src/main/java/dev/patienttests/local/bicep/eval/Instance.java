package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.List;
import java.util.Optional;

/** One resource of a declaration: the only one, or one of a loop. */
final class Instance implements Deployable {
  private final Statement.ResourceDeclaration declaration;
  private final String label;
  private final Optional<Instance> owner;
  private final Env env;
  private final Optional<Expr> condition;
  private final Expr.ObjectLiteral body;
  private Optional<List<Instance>> nested = Optional.empty();
  private Optional<Value> id = Optional.empty();

  /**
   * A resource.
   *
   * @param label its name, with its index in a loop
   * @param owner the resource that it is nested in
   * @param env loop variables
   */
  Instance(
      Statement.ResourceDeclaration declaration,
      String label,
      Optional<Instance> owner,
      Env env,
      Optional<Expr> condition,
      Expr.ObjectLiteral body) {
    this.declaration = declaration;
    this.label = label;
    this.owner = owner;
    this.env = env.inside(this);
    this.condition = condition;
    this.body = body;
  }

  Statement.ResourceDeclaration declaration() {
    return declaration;
  }

  @Override
  public String label() {
    return label;
  }

  Optional<Instance> owner() {
    return owner;
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

  /** The resources inside of it, once they are known. */
  Optional<List<Instance>> nested() {
    return nested;
  }

  void setNested(List<Instance> instances) {
    nested = Optional.of(List.copyOf(instances));
  }

  boolean existing() {
    return declaration.existing();
  }

  /** A property of the body that is an expression. */
  Optional<Expr> property(String name) {
    return Bodies.property(body, name);
  }

  Optional<Value> knownId() {
    return id;
  }

  void setId(Value value) {
    id = Optional.of(value);
  }
}
