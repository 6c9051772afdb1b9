package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import java.util.Optional;

/** Looks into object literals. */
final class Bodies {
  private Bodies() {}

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
