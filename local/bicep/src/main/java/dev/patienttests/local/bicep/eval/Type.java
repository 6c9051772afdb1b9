package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Statement.Decorator;
import dev.patienttests.local.bicep.syntax.TypeExpr;
import java.util.ArrayList;
import java.util.List;

/**
 * A type expression with what is needed to understand it.
 *
 * @param expr the expression
 * @param file where it stands, and where its names are looked up
 * @param decorators what else is asked of its values
 */
record Type(TypeExpr expr, FileModel file, List<Decorator> decorators) {
  static Type of(TypeExpr expr, FileModel file) {
    return new Type(expr, file, List.of());
  }

  /** Another type in place of this one, whose decorators count too. */
  Type follow(TypeExpr other, FileModel where, List<Decorator> more) {
    List<Decorator> all = new ArrayList<>(more);
    all.addAll(decorators);
    return new Type(other, where, List.copyOf(all));
  }

  /** A part of this type, in the same file. */
  Type part(TypeExpr other) {
    return new Type(other, file, List.of());
  }

  Type part(TypeExpr.Field field) {
    return new Type(field.type(), file, field.decorators());
  }
}
