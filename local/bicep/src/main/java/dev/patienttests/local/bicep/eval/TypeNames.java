package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import dev.patienttests.local.bicep.syntax.TypeExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the types of a file: their names, circles, and unions. */
final class TypeNames {
  private final Project project;
  private final FileModel file;

  TypeNames(Project project, FileModel file) {
    this.project = project;
    this.file = file;
  }

  void run() {
    for (Statement statement : file.statements()) {
      if (statement instanceof Statement.Parameter parameter) {
        type(parameter.type(), parameter.decorators());
        nullableDefault(parameter);
      } else if (statement instanceof Statement.Variable variable) {
        variable.type().ifPresent(type -> type(type, List.of()));
      } else if (statement instanceof Statement.Output output) {
        type(output.type(), output.decorators());
      } else if (statement instanceof Statement.Function function) {
        function.parameters().forEach(parameter -> type(parameter.type(), List.of()));
        type(function.result(), List.of());
      } else if (statement instanceof Statement.TypeDeclaration declaration) {
        type(declaration.type(), declaration.decorators());
        circle(declaration);
      }
    }
  }

  private void collect(Runnable work) {
    try {
      work.run();
    } catch (Fault fault) {
      project.findings().add(fault);
    }
  }

  private void error(String code, int at, String message) {
    project.findings().error(code, file.origin(at), message);
  }

  private void nullableDefault(Statement.Parameter parameter) {
    if (parameter.type() instanceof TypeExpr.Nullable && parameter.value().isPresent()) {
      error("BCP326", parameter.at(), "a parameter that may be null cannot have a default");
    }
  }

  private void type(TypeExpr type, List<Statement.Decorator> decorators) {
    if (type instanceof TypeExpr.Named named) {
      named(named);
    } else if (type instanceof TypeExpr.ArrayOf array) {
      type(array.item(), List.of());
    } else if (type instanceof TypeExpr.Nullable nullable) {
      type(nullable.type(), decorators);
    } else if (type instanceof TypeExpr.NonNull nonNull) {
      type(nonNull.type(), decorators);
    } else if (type instanceof TypeExpr.Union union) {
      union.members().forEach(member -> type(member, List.of()));
      union(union, decorators);
    } else if (type instanceof TypeExpr.Tuple tuple) {
      tuple.items().forEach(item -> type(item.type(), item.decorators()));
    } else if (type instanceof TypeExpr.ObjectOf object) {
      object(object, decorators);
    } else if (!(type instanceof TypeExpr.Literal) && !(type instanceof TypeExpr.Opaque)) {
      collect(() -> project.types().resolve(Type.of(type, file)));
    }
  }

  private void object(TypeExpr.ObjectOf object, List<Statement.Decorator> decorators) {
    Set<String> names = new HashSet<>();
    for (TypeExpr.Field field : object.fields()) {
      if (!names.add(field.name())) {
        error("BCP025", field.at(), "the property \"" + field.name() + "\" stands twice");
      }
      type(field.type(), field.decorators());
    }
    object.others().ifPresent(others -> type(others.type(), others.decorators()));
    if (object.others().isPresent() && Constants.decorator(decorators, "sealed").isPresent()) {
      error("BCP316", object.at(), "a sealed type cannot have other properties by \"*\"");
    }
  }

  private void named(TypeExpr.Named named) {
    if (TypeResolver.BUILT_IN.contains(named.name())) {
      return;
    }
    Optional<Statement> symbol = file.symbol(named.name());
    if (symbol.isEmpty()) {
      List<String> known = new ArrayList<>(TypeResolver.BUILT_IN);
      file.statements(Statement.TypeDeclaration.class).forEach(type -> known.add(type.name()));
      String hint = Suggestions.hint(named.name(), known);
      String code = hint.isEmpty() ? "BCP057" : "BCP082";
      error(code, named.at(), "there is no type \"" + named.name() + "\"" + hint);
    } else if (symbol.get() instanceof Statement.ImportedSymbol imported) {
      imported(named, imported);
    } else if (!(symbol.get() instanceof Statement.TypeDeclaration)
        && !(symbol.get() instanceof Statement.Broken)) {
      error("BCP302", named.at(), "\"" + named.name() + "\" is not a type");
    }
  }

  private void imported(TypeExpr.Named named, Statement.ImportedSymbol symbol) {
    try {
      Imports.Found found = project.imports().symbol(file, symbol);
      if (!(found.statement() instanceof Statement.TypeDeclaration)
          && !(found.statement() instanceof Statement.Broken)) {
        error("BCP302", named.at(), "\"" + named.name() + "\" is not a type");
      }
    } catch (Fault fault) {
      project.findings().add(fault);
    }
  }

  /** Members are literals, or with a discriminator objects that it tells apart. */
  private void union(TypeExpr.Union union, List<Statement.Decorator> decorators) {
    Optional<Statement.Decorator> discriminator = Constants.decorator(decorators, "discriminator");
    for (TypeExpr member : union.members()) {
      collect(
          () -> {
            TypeExpr resolved = project.types().resolve(Type.of(member, file)).expr();
            boolean literal =
                resolved instanceof TypeExpr.Literal
                    || resolved instanceof TypeExpr.Union
                    || resolved instanceof TypeExpr.Nullable
                    || resolved instanceof TypeExpr.Opaque
                    || isLiteral(resolved);
            boolean object =
                resolved instanceof TypeExpr.ObjectOf
                    || resolved instanceof TypeExpr.Union
                    || resolved instanceof TypeExpr.Nullable
                    || resolved instanceof TypeExpr.Opaque;
            if (discriminator.isPresent() && !object) {
              error("BCP363", member.at(), "with a discriminator, all members must be objects");
            } else if (discriminator.isEmpty() && !literal) {
              error("BCP293", member.at(), "all members of a union must be literals");
            }
          });
    }
    discriminator
        .filter(found -> found.arguments().size() == 1)
        .ifPresent(found -> discriminated(union, decorators, found));
  }

  private void discriminated(
      TypeExpr.Union union, List<Statement.Decorator> decorators, Statement.Decorator found) {
    if (!(Constants.of(found.arguments().get(0), file).orElse(null) instanceof Value.Str key)) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (TypeExpr member : union.members()) {
      collect(
          () -> {
            Type type = new Type(union, file, decorators);
            TypeExpr.Union alone = new TypeExpr.Union(member.at(), List.of(member));
            Set<String> values = project.typeCheck().choices(type, alone, key.value()).keySet();
            if (values.isEmpty()) {
              error(
                  "BCP364",
                  member.at(),
                  "the member needs the property \"" + key.value() + "\" with a string literal");
            }
            for (String value : values) {
              if (!seen.add(value)) {
                error("BCP365", member.at(), "the value '" + value + "' stands for two members");
              }
            }
          });
    }
  }

  /** Whether a type is an array or object that is made of literals alone. */
  private static boolean isLiteral(TypeExpr type) {
    if (type instanceof TypeExpr.ObjectOf object) {
      return object.others().isEmpty()
          && object.fields().stream().allMatch(field -> isLiteral(field.type()));
    } else if (type instanceof TypeExpr.Tuple tuple) {
      return tuple.items().stream().allMatch(item -> isLiteral(item.type()));
    } else if (type instanceof TypeExpr.ArrayOf array) {
      return isLiteral(array.item());
    } else if (type instanceof TypeExpr.Union union) {
      return union.members().stream().allMatch(TypeNames::isLiteral);
    }
    return type instanceof TypeExpr.Literal;
  }

  private void circle(Statement.TypeDeclaration declaration) {
    Set<String> path = new LinkedHashSet<>();
    path.add(declaration.name());
    circle(declaration, declaration.type(), path, true);
  }

  /**
   * A type may contain itself only where a value of it can end: in an optional property or in the
   * items of an array.
   *
   * @param bare whether no object or tuple is around the type, where nothing ends the circle
   */
  private void circle(
      Statement.TypeDeclaration start, TypeExpr type, Set<String> path, boolean bare) {
    if (type instanceof TypeExpr.Named named) {
      if (named.system()) {
        return;
      } else if (named.name().equals(start.name())) {
        String code = path.size() == 1 ? "BCP298" : "BCP299";
        error(code, start.at(), "the type \"" + start.name() + "\" contains itself");
      } else if (file.symbol(named.name()).orElse(null) instanceof Statement.TypeDeclaration next
          && path.add(next.name())) {
        circle(start, next.type(), path, bare);
      }
    } else if (type instanceof TypeExpr.ObjectOf object) {
      object.fields().forEach(field -> circle(start, field.type(), path, false));
    } else if (type instanceof TypeExpr.Tuple tuple) {
      tuple.items().forEach(item -> circle(start, item.type(), path, false));
    } else if (type instanceof TypeExpr.Union union) {
      union.members().forEach(member -> circle(start, member, path, bare));
    } else if (type instanceof TypeExpr.NonNull nonNull) {
      circle(start, nonNull.type(), path, bare);
    } else if (bare && type instanceof TypeExpr.Nullable nullable) {
      circle(start, nullable.type(), path, true);
    } else if (bare && type instanceof TypeExpr.ArrayOf array) {
      circle(start, array.item(), path, true);
    }
  }
}
