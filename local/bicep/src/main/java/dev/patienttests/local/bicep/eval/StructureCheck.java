package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Findings;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.HashSet;
import java.util.Set;

/** Checks where loops, spreads and nested resources stand. */
final class StructureCheck {
  private static final Set<String> IDENTIFYING = Set.of("name", "scope", "parent");

  private final FileModel file;
  private final Findings findings;
  private final DuplicateKeys keys;
  private final ResourceCheck resources;

  StructureCheck(FileModel file, Findings findings) {
    this.file = file;
    this.findings = findings;
    this.keys = new DuplicateKeys(file, findings);
    this.resources = new ResourceCheck(file, findings);
  }

  void run() {
    for (Statement statement : file.statements()) {
      if (statement instanceof Statement.Parameter parameter) {
        parameter.value().ifPresent(value -> expression(value, false));
      } else if (statement instanceof Statement.Variable variable) {
        declared(variable.value());
      } else if (statement instanceof Statement.Output output) {
        declared(output.value());
      } else if (statement instanceof Statement.ParameterAssignment assignment) {
        expression(assignment.value(), false);
      } else if (statement instanceof Statement.Function function) {
        expression(function.body(), false);
      } else if (statement instanceof Statement.ResourceDeclaration resource) {
        resource(resource);
        resources.check(resource);
      } else if (statement instanceof Statement.ModuleDeclaration module) {
        declared(module.value());
        ownNames(module.at(), module.value());
      } else if (statement instanceof Statement.Metadata metadata) {
        expression(metadata.value(), false);
      } else if (statement instanceof Statement.Extension extension) {
        extension.configuration().ifPresent(value -> expression(value, false));
      }
    }
  }

  private void error(String code, int at, String message) {
    findings.error(code, file.origin(at), message);
  }

  /** A value of a declaration, which may be a loop as a whole. */
  private void declared(Expr value) {
    if (value instanceof Expr.For loop) {
      expression(loop.source(), false);
      expression(loop.body(), false);
    } else {
      expression(value, false);
    }
  }

  /** In a loop, what tells the copies apart must be made from what differs between them. */
  private void ownNames(int at, Expr value) {
    if (!(value instanceof Expr.For loop)
        || Bodies.of(loop).flatMap(body -> Bodies.property(body, "name")).isEmpty()) {
      return;
    }
    Set<String> variables = new HashSet<>(Set.of(loop.item().name()));
    loop.index().ifPresent(index -> variables.add(index.name()));
    boolean differs =
        IDENTIFYING.stream()
            .flatMap(property -> Bodies.property(Bodies.of(loop).orElseThrow(), property).stream())
            .anyMatch(expr -> names(expr, variables));
    if (!differs) {
      findings.warning(
          "BCP179",
          file.origin(at),
          "all copies have the same name: it is not made from \"" + loop.item().name() + "\"");
    }
  }

  private static boolean names(Expr expr, Set<String> variables) {
    return (expr instanceof Expr.Name name && variables.contains(name.name()))
        || Children.of(expr).stream().anyMatch(child -> names(child, variables));
  }

  private void resource(Statement.ResourceDeclaration resource) {
    declared(resource.value());
    if (!resource.existing()) {
      ownNames(resource.at(), resource.value());
    }
    Bodies.of(resource.value())
        .ifPresent(
            body -> {
              boolean loop = resource.value() instanceof Expr.For;
              for (Expr.Item item : body.items()) {
                if (item instanceof Expr.Item.Nested nested) {
                  nested(nested.resource(), loop);
                }
              }
            });
  }

  private void nested(Statement.ResourceDeclaration resource, boolean loop) {
    if (loop) {
      error("BCP160", resource.at(), "a resource cannot be nested in a resource of a loop");
    }
    resource(resource);
  }

  /**
   * An expression that is no loop.
   *
   * @param inPropertyLoop whether it stands in a loop that is a property's value
   */
  private void expression(Expr expr, boolean inPropertyLoop) {
    if (expr instanceof Expr.For loop) {
      error(
          "BCP138",
          loop.at(),
          "a loop can only be the value of a resource, module, variable, output or property");
    } else if (expr instanceof Expr.ObjectLiteral object) {
      object(object, inPropertyLoop);
    } else {
      Children.of(expr).forEach(child -> expression(child, inPropertyLoop));
    }
  }

  private void object(Expr.ObjectLiteral object, boolean inPropertyLoop) {
    keys.in(object);
    boolean loops = false;
    for (Expr.Item item : object.items()) {
      if (item instanceof Expr.Item.Property property) {
        loops |= property.value() instanceof Expr.For;
        property(property, inPropertyLoop);
      } else if (item instanceof Expr.Item.Spread spread) {
        expression(spread.value(), inPropertyLoop);
      }
    }
    for (Expr.Item item : object.items()) {
      if (loops && item instanceof Expr.Item.Spread spread) {
        error("BCP417", spread.at(), "\"...\" cannot stand beside a property that is a loop");
      }
    }
  }

  private void property(Expr.Item.Property property, boolean inPropertyLoop) {
    if (property.key() instanceof Expr.Interpolation) {
      expression(property.key(), false);
    }
    if (!(property.value() instanceof Expr.For loop)) {
      expression(property.value(), inPropertyLoop);
      return;
    }
    if (inPropertyLoop) {
      error("BCP142", loop.at(), "a loop cannot stand in the loop of another property");
    }
    if (property.key() instanceof Expr.Interpolation) {
      error("BCP143", loop.at(), "a loop cannot be the value of an interpolated key");
    }
    expression(loop.source(), false);
    if (loop.body() instanceof Expr.For inner) {
      error("BCP138", inner.at(), "a loop cannot be the body of another loop");
    } else {
      expression(loop.body(), true);
    }
  }
}
