package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import java.util.Optional;

/** Looks into object literals. */
final class Bodies {
  private Bodies() {}

  /** The body of a resource or module, without its loop and condition. */
  static Optional<Expr.ObjectLiteral> of(Expr value) {
    if (value instanceof Expr.For loop) {
      return of(loop.body());
    } else if (value instanceof Expr.If conditional) {
      return of(conditional.body());
    }
    return value instanceof Expr.ObjectLiteral object ? Optional.of(object) : Optional.empty();
  }

  static Optional<Expr> property(Expr.ObjectLiteral body, String name) {
    for (Expr.Item item : body.items()) {
      if (item instanceof Expr.Item.Property property
          && property.key() instanceof Expr.StringLiteral key
          && key.value().equals(name)) {
        return Optional.of(property.value());
      }
    }
    return Optional.empty();
  }

  /** The offset of a property's name. */
  static Optional<Integer> nameAt(Expr.ObjectLiteral body, String name) {
    for (Expr.Item item : body.items()) {
      if (item instanceof Expr.Item.Property property
          && property.key() instanceof Expr.StringLiteral key
          && key.value().equals(name)) {
        return Optional.of(key.at());
      }
    }
    return Optional.empty();
  }
}
