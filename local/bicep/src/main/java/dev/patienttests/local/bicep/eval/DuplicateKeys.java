package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Findings;
import java.util.HashMap;
import java.util.Map;

/** Finds properties that stand in one object more than once; each of them is a mistake. */
final class DuplicateKeys {
  private final FileModel file;
  private final Findings findings;

  DuplicateKeys(FileModel file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** Looks into an expression and all its parts. */
  void inside(Expr expr) {
    if (expr instanceof Expr.ObjectLiteral object) {
      in(object);
    }
    Children.of(expr).forEach(this::inside);
  }

  /** Looks at the keys of one object. */
  void in(Expr.ObjectLiteral object) {
    Map<String, Expr.StringLiteral> first = new HashMap<>();
    for (Expr.Item item : object.items()) {
      if (item instanceof Expr.Item.Property property
          && property.key() instanceof Expr.StringLiteral key) {
        Expr.StringLiteral other = first.putIfAbsent(key.value(), key);
        if (other != null) {
          report(other);
          report(key);
        }
      }
    }
  }

  private void report(Expr.StringLiteral key) {
    String message = "the property \"" + key.value() + "\" stands twice in one object";
    findings.error("BCP025", file.origin(key.at()), message);
  }
}
