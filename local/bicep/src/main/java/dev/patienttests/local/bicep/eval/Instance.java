package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
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
  private final List<Instance> nested = new ArrayList<>();
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
    for (Expr.Item item : body.items()) {
      if (item instanceof Expr.Item.Nested child) {
        nested.add(nested(child.resource()));
      }
    }
  }

  private Instance nested(Statement.ResourceDeclaration child) {
    Expr value = child.value();
    Optional<Expr> when = Optional.empty();
    if (value instanceof Expr.If conditional) {
      when = Optional.of(conditional.condition());
      value = conditional.body();
    }
    String name = label + "::" + child.name();
    Expr.ObjectLiteral object =
        value instanceof Expr.ObjectLiteral literal
            ? literal
            : new Expr.ObjectLiteral(child.at(), List.of());
    return new Instance(child, name, Optional.of(this), env, when, object);
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

  List<Instance> nested() {
    return nested;
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
