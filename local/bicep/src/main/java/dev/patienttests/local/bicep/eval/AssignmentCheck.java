package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks what the text of a file tells of types, whatever the values are: what is given to
 * parameters, variables, outputs, functions and modules.
 */
final class AssignmentCheck {
  private final Inference inference;
  private final FileModel file;
  private final DeclaredTypes types;

  AssignmentCheck(Inference inference) {
    this.inference = inference;
    this.file = inference.file();
    this.types = inference.project().declaredTypes();
  }

  void run() {
    file.statements().forEach(this::statement);
  }

  private void statement(Statement statement) {
    if (statement instanceof Statement.Parameter parameter) {
      Type type = new Type(parameter.type(), file, parameter.decorators());
      parameter.value().ifPresent(value -> assigned(value, types.of(type)));
    } else if (statement instanceof Statement.Variable variable) {
      inference.declaration(variable.name(), variable);
      variable.type().ifPresent(t -> assigned(variable.value(), types.of(Type.of(t, file))));
    } else if (statement instanceof Statement.Output output) {
      assigned(output.value(), types.of(new Type(output.type(), file, output.decorators())));
    } else if (statement instanceof Statement.Function function) {
      Map<String, Inferred> locals = new HashMap<>();
      function.parameters().forEach(p -> locals.put(p.name(), types.of(Type.of(p.type(), file))));
      Inferred body = inference.of(function.body(), locals);
      check("BCP033", function.body(), body, types.of(Type.of(function.result(), file)));
    } else if (statement instanceof Statement.ResourceDeclaration resource) {
      inference.of(resource.value(), Map.of());
    } else if (statement instanceof Statement.ModuleDeclaration module) {
      module(module);
    } else if (statement instanceof Statement.Metadata metadata) {
      inference.of(metadata.value(), Map.of());
    }
  }

  private void assigned(Expr value, Inferred expected) {
    check("BCP033", value, inference.of(value, Map.of()), expected);
  }

  /** Reports a value, or the part of a literal, that cannot be of the expected type. */
  private void check(String code, Expr expr, Inferred found, Inferred expected) {
    Inferred wanted = expected.withoutNull();
    if (!found.fits(expected)) {
      String message = "expected " + wanted.shown() + " here, not " + found.shown();
      inference.error(code, expr.start(), message);
    } else if (expr instanceof Expr.ArrayLiteral array
        && found instanceof Inferred.Items given
        && wanted instanceof Inferred.Items items) {
      for (int i = 0; i < given.tuple().map(List::size).orElse(0); i++) {
        Inferred item = given.tuple().orElseThrow().get(i);
        check("BCP034", array.items().get(i).value(), item, item(items, i));
      }
    } else if (expr instanceof Expr.ObjectLiteral object
        && found instanceof Inferred.Fields given
        && wanted instanceof Inferred.Fields fields) {
      members(object, given, fields);
    } else if (expr instanceof Expr.For loop
        && found instanceof Inferred.Items given
        && wanted instanceof Inferred.Items items) {
      check("BCP034", loop.body(), given.item(), items.item());
    }
  }

  private static Inferred item(Inferred.Items items, int i) {
    return items.tuple().filter(all -> i < all.size()).map(all -> all.get(i)).orElse(items.item());
  }

  private void members(Expr.ObjectLiteral object, Inferred.Fields given, Inferred.Fields fields) {
    for (Expr.Item item : object.items()) {
      if (item instanceof Expr.Item.Property property
          && property.key() instanceof Expr.StringLiteral key
          && given.members().containsKey(key.value())) {
        Inferred expected =
            Optional.ofNullable(fields.members().get(key.value()))
                .or(fields::others)
                .orElse(InferredKinds.ANY);
        check("BCP036", property.value(), given.members().get(key.value()), expected);
      }
    }
  }

  private void module(Statement.ModuleDeclaration module) {
    Inferred all = inference.of(module.value(), Map.of());
    Expr body = module.value();
    if (body instanceof Expr.For loop) {
      body = loop.body();
      all = ((Inferred.Items) all).item();
    }
    if (body instanceof Expr.If conditional) {
      body = conditional.body();
    }
    if (body instanceof Expr.ObjectLiteral object
        && all instanceof Inferred.Fields fields
        && Bodies.property(object, "params").orElse(null) instanceof Expr.ObjectLiteral params
        && fields.members().get("params") instanceof Inferred.Fields given) {
      inference.silently(
          () -> {
            members(params, given, parameters(new InferredAccess(inference).moduleFile(module)));
            return InferredKinds.ANY;
          });
    }
  }

  private Inferred.Fields parameters(FileModel model) {
    Map<String, Inferred> parameters = new HashMap<>();
    for (Statement.Parameter parameter : model.statements(Statement.Parameter.class)) {
      Type type = new Type(parameter.type(), model, parameter.decorators());
      // In place of null a parameter takes its default.
      boolean optional = parameter.value().isPresent();
      Inferred expected = types.of(type);
      parameters.put(
          parameter.name(),
          optional ? InferredKinds.oneOf(List.of(expected, InferredKinds.NULL)) : expected);
    }
    return new Inferred.Fields(parameters, Optional.of(InferredKinds.ANY));
  }
}
