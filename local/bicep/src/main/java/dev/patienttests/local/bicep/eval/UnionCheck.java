package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Statement;
import dev.patienttests.local.bicep.syntax.TypeExpr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks unions: their members are literals, or objects that a property tells apart. */
final class UnionCheck {
  private final Project project;
  private final FileModel file;

  UnionCheck(Project project, FileModel file) {
    this.project = project;
    this.file = file;
  }

  void run(TypeExpr.Union union, List<Statement.Decorator> decorators) {
    Optional<Statement.Decorator> discriminator = Constants.decorator(decorators, "discriminator");
    boolean objects = discriminator.isPresent();
    for (TypeExpr member : union.members()) {
      project
          .findings()
          .collect(
              () -> {
                TypeExpr resolved = project.types().resolve(Type.of(member, file)).expr();
                boolean open =
                    resolved instanceof TypeExpr.Union
                        || resolved instanceof TypeExpr.Nullable
                        || resolved instanceof TypeExpr.Opaque;
                if (objects && !open && !(resolved instanceof TypeExpr.ObjectOf)) {
                  error("BCP286", member.at(), "with a discriminator, all members must be objects");
                } else if (!objects && !open && !isLiteral(resolved)) {
                  error("BCP293", member.at(), "all members of a union must be literals");
                }
              });
    }
    discriminator
        .filter(found -> found.arguments().size() == 1)
        .ifPresent(found -> discriminated(union, decorators, found));
  }

  /** A discriminator stands on a union, or on a name for one that has the same discriminator. */
  void decorated(TypeExpr type, List<Statement.Decorator> decorators) {
    Constants.decorator(decorators, "discriminator")
        .ifPresent(found -> project.findings().collect(() -> decorated(type, found)));
  }

  private void decorated(TypeExpr type, Statement.Decorator found) {
    TypeExpr bare = type instanceof TypeExpr.Nullable nullable ? nullable.type() : type;
    Type resolved = project.types().resolve(new Type(bare, file, List.of()));
    if (bare instanceof TypeExpr.Union || resolved.expr() instanceof TypeExpr.Opaque) {
      return;
    } else if (!(resolved.expr() instanceof TypeExpr.Union)) {
      error("BCP363", found.start(), "a discriminator can only stand on a union of objects");
      return;
    }
    boolean same =
        Constants.decorator(resolved.decorators(), "discriminator")
            .map(inner -> key(inner).equals(key(found)))
            .orElse(true);
    if (!same) {
      error("BCP366", found.start(), "the members of the union have another discriminator");
    }
  }

  private Optional<String> key(Statement.Decorator discriminator) {
    return discriminator.arguments().stream()
        .findFirst()
        .filter(Expr.StringLiteral.class::isInstance)
        .map(argument -> ((Expr.StringLiteral) argument).value());
  }

  /**
   * A declaration stands for one type of a template: all literals are strings, or integers, and so
   * on. What is not known here may be any.
   */
  void oneKind(TypeExpr.Union union) {
    Set<String> kinds = new HashSet<>();
    project.findings().collect(() -> kinds(Type.of(union, file), kinds, new HashSet<>()));
    boolean onlyNull =
        union.members().stream()
            .allMatch(
                member ->
                    member instanceof TypeExpr.Literal literal
                        && literal.value() instanceof Expr.NullLiteral);
    if (onlyNull) {
      error("BCP411", union.at(), "null alone is no type");
    }
    if (kinds.size() > 1 || onlyNull) {
      error("BCP294", union.at(), "all members of a union must have the same type");
    }
  }

  private void kinds(Type type, Set<String> kinds, Set<TypeExpr> seen) {
    Type resolved = project.types().resolve(type);
    TypeExpr expr = resolved.expr();
    if (expr instanceof TypeExpr.Union inner) {
      if (seen.add(inner)) {
        inner.members().forEach(member -> kinds(resolved.part(member), kinds, seen));
      }
    } else if (expr instanceof TypeExpr.Nullable nullable) {
      kinds(resolved.part(nullable.type()), kinds, seen);
    } else if (expr instanceof TypeExpr.ObjectOf) {
      kinds.add("object");
    } else if (expr instanceof TypeExpr.Tuple || expr instanceof TypeExpr.ArrayOf) {
      kinds.add("array");
    } else if (expr instanceof TypeExpr.Literal literal) {
      literal(literal.value()).ifPresent(kinds::add);
    }
  }

  private static Optional<String> literal(Expr value) {
    if (value instanceof Expr.StringLiteral) {
      return Optional.of("string");
    } else if (value instanceof Expr.IntLiteral) {
      return Optional.of("int");
    }
    return value instanceof Expr.BoolLiteral ? Optional.of("bool") : Optional.empty();
  }

  private void discriminated(
      TypeExpr.Union union, List<Statement.Decorator> decorators, Statement.Decorator found) {
    Expr argument = found.arguments().get(0);
    Optional<Value> constant = Constants.of(argument, file);
    if (!(constant.orElse(null) instanceof Value.Str key)) {
      if (constant.isPresent()) {
        error("BCP070", argument.at(), "a discriminator is the name of a property");
      }
      return;
    }
    Map<String, TypeExpr> seen = new HashMap<>();
    for (TypeExpr member : union.members()) {
      project
          .findings()
          .collect(
              () -> {
                TypeExpr resolved = project.types().resolve(Type.of(member, file)).expr();
                Type type = new Type(union, file, decorators);
                TypeExpr.Union alone = new TypeExpr.Union(member.at(), List.of(member));
                Map<String, Type> choices = project.typeCheck().choices(type, alone, key.value());
                if (choices.isEmpty() && resolved instanceof TypeExpr.ObjectOf) {
                  error(
                      "BCP364",
                      member.at(),
                      "the member needs the property \""
                          + key.value()
                          + "\" with a string literal");
                }
                choices.forEach((value, chosen) -> apart(seen, value, chosen.expr(), member));
              });
    }
  }

  /** The same member may stand twice; another one needs a value of its own. */
  private void apart(Map<String, TypeExpr> seen, String value, TypeExpr chosen, TypeExpr member) {
    TypeExpr before = seen.putIfAbsent(value, chosen);
    if (before != null && !before.equals(chosen)) {
      error("BCP365", member.at(), "the value '" + value + "' stands for two members");
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
      return union.members().stream().allMatch(UnionCheck::isLiteral);
    }
    return type instanceof TypeExpr.Literal;
  }

  private void error(String code, int at, String message) {
    project.findings().error(code, file.origin(at), message);
  }
}
