package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Findings;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.Optional;
import java.util.Set;

/** Checks what resources say of themselves: type, name, and whose child they are. */
final class ResourceCheck {
  private static final Set<String> OF_EXISTING = Set.of("name", "scope", "parent");

  private final FileModel file;
  private final Findings findings;
  private final ResourceTypes types;

  ResourceCheck(FileModel file, Findings findings) {
    this.file = file;
    this.findings = findings;
    this.types = new ResourceTypes(file);
  }

  /** Checks a resource that is not nested, and those in it. */
  void check(Statement.ResourceDeclaration resource) {
    check(resource, false, types.isExtension(resource.type()));
  }

  private void check(Statement.ResourceDeclaration resource, boolean nested, boolean extension) {
    types.mistake(resource, nested).ifPresent(findings::add);
    Optional<Expr.ObjectLiteral> body = Bodies.of(resource.value());
    if (body.isEmpty()) {
      return;
    }
    if (!extension) {
      properties(resource, body.get(), nested);
    }
    for (Expr.Item item : body.get().items()) {
      if (item instanceof Expr.Item.Nested child) {
        check(child.resource(), true, extension);
      } else if (resource.existing() && !extension) {
        existing(item);
      }
    }
  }

  /** Those of an extension are named by properties that only its types know. */
  private void existing(Expr.Item item) {
    if (item instanceof Expr.Item.Property property
        && property.key() instanceof Expr.StringLiteral key
        && !OF_EXISTING.contains(key.value())) {
      error(
          "BCP173",
          key.at(),
          "the property \"" + key.value() + "\" cannot stand in an existing resource");
    }
  }

  private void properties(
      Statement.ResourceDeclaration resource, Expr.ObjectLiteral body, boolean nested) {
    if (Bodies.property(body, "name").isEmpty()) {
      error("BCP035", resource.at(), "the resource needs the property \"name\"");
    }
    Optional<Integer> parent = Bodies.nameAt(body, "parent");
    if (nested && parent.isPresent()) {
      error("BCP037", parent.get(), "a nested resource has the one around it as its parent");
    }
    Optional<Expr> scope = Bodies.property(body, "scope");
    if ((nested || parent.isPresent()) && scope.isPresent()) {
      error("BCP164", scope.get().start(), "a child has the scope of its parent");
    }
  }

  private void error(String code, int at, String message) {
    findings.error(code, file.origin(at), message);
  }
}
