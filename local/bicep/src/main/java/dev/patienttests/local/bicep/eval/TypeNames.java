package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import dev.patienttests.local.bicep.syntax.TypeExpr;
import java.util.ArrayList;
import java.util.HashSet;
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
        new UnionCheck(project, file).decorated(parameter.type(), parameter.decorators());
        oneKind(parameter.type());
        nullableDefault(parameter);
      } else if (statement instanceof Statement.Variable variable) {
        variable.type().ifPresent(type -> type(type, List.of()));
      } else if (statement instanceof Statement.Output output) {
        type(output.type(), output.decorators());
        new UnionCheck(project, file).decorated(output.type(), output.decorators());
        oneKind(output.type());
      } else if (statement instanceof Statement.Function function) {
        function.parameters().forEach(parameter -> type(parameter.type(), List.of()));
        type(function.result(), List.of());
      } else if (statement instanceof Statement.TypeDeclaration declaration) {
        type(declaration.type(), declaration.decorators());
        oneKind(declaration.type());
        new UnionCheck(project, file).decorated(declaration.type(), declaration.decorators());
        notNull(declaration.type());
        circle(declaration);
      }
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

  private void oneKind(TypeExpr type) {
    if (type instanceof TypeExpr.Union union) {
      new UnionCheck(project, file).oneKind(union);
    }
  }

  private void notNull(TypeExpr type) {
    if (type instanceof TypeExpr.Literal literal && literal.value() instanceof Expr.NullLiteral) {
      error("BCP289", type.at(), "null alone is no type");
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
      for (TypeExpr member : union.members()) {
        type(member, member instanceof TypeExpr.Union ? decorators : List.of());
      }
      new UnionCheck(project, file).run(union, decorators);
    } else if (type instanceof TypeExpr.Tuple tuple) {
      tuple.items().forEach(item -> type(item.type(), item.decorators()));
    } else if (type instanceof TypeExpr.ObjectOf object) {
      object(object, decorators);
    } else if (!(type instanceof TypeExpr.Literal) && !(type instanceof TypeExpr.Opaque)) {
      project.findings().collect(() -> project.types().resolve(Type.of(type, file)));
    }
  }

  private void object(TypeExpr.ObjectOf object, List<Statement.Decorator> decorators) {
    for (TypeExpr.Field field : object.fields()) {
      long same = object.fields().stream().filter(f -> f.name().equals(field.name())).count();
      if (same > 1) {
        error("BCP025", field.at(), "the property \"" + field.name() + "\" stands twice");
      }
      type(field.type(), field.decorators());
    }
    object.others().ifPresent(others -> type(others.type(), others.decorators()));
    if (object.others().isPresent()) {
      Constants.decorator(decorators, "sealed")
          .ifPresent(
              found ->
                  error(
                      "BCP316",
                      found.start(),
                      "a sealed type cannot have other properties by \"*\""));
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
      error("BCP302", named.at(), "there is no type \"" + named.name() + "\"" + hint);
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

  private void circle(Statement.TypeDeclaration declaration) {
    circle(new Circle(declaration, new HashSet<>()), declaration.type(), 0, true);
  }

  /** A search for a declaration in what it is made of. */
  private record Circle(Statement.TypeDeclaration start, Set<String> visited) {}

  /**
   * A type may contain itself only where a value of it can end: in an optional property or in the
   * items of an array.
   *
   * @param far how many other declarations lie between
   * @param bare whether no object or tuple is around the type, where nothing ends the circle
   */
  private void circle(Circle circle, TypeExpr type, int far, boolean bare) {
    if (type instanceof TypeExpr.Named named) {
      if (!named.system()) {
        circleOf(circle, named, far, bare);
      }
    } else if (type instanceof TypeExpr.ObjectOf object) {
      object.fields().forEach(field -> circle(circle, field.type(), far, false));
    } else if (type instanceof TypeExpr.Tuple tuple) {
      tuple.items().forEach(item -> circle(circle, item.type(), far, false));
    } else if (type instanceof TypeExpr.Union union) {
      union.members().forEach(member -> circle(circle, member, far, bare));
    } else if (type instanceof TypeExpr.NonNull nonNull) {
      circle(circle, nonNull.type(), far, bare);
    } else if (bare && type instanceof TypeExpr.Nullable nullable) {
      circle(circle, nullable.type(), far, true);
    } else if (bare && type instanceof TypeExpr.ArrayOf array) {
      circle(circle, array.item(), far, true);
    }
  }

  private void circleOf(Circle circle, TypeExpr.Named named, int far, boolean bare) {
    Statement.TypeDeclaration start = circle.start();
    if (named.name().equals(start.name())) {
      String code = far == 0 ? "BCP298" : "BCP299";
      error(code, start.at(), "the type \"" + start.name() + "\" contains itself");
    } else if (file.symbol(named.name()).orElse(null) instanceof Statement.TypeDeclaration next
        && circle.visited().add(next.name())) {
      circle(circle, next.type(), far + 1, bare);
    }
  }
}
