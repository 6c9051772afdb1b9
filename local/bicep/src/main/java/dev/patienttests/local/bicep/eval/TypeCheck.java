package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import dev.patienttests.local.bicep.syntax.TypeExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks values against type expressions. What is not known fits everywhere. */
final class TypeCheck {
  private static final int MAX_ALIASES = 100;

  private final FileModel file;

  TypeCheck(FileModel file) {
    this.file = file;
  }

  /** Throws a fault with the code where the value does not have the type. */
  void require(String code, Value value, TypeExpr type, Origin origin) {
    mismatch(value, type, 0)
        .ifPresent(
            expected -> {
              throw new Fault(
                  code, origin, "expected " + expected + " here, not " + Kinds.of(value));
            });
  }

  static boolean isNullable(TypeExpr type) {
    return type instanceof TypeExpr.Nullable;
  }

  /** What was expected where the value does not fit. */
  private Optional<String> mismatch(Value value, TypeExpr type, int aliases) {
    if (value instanceof Value.Expression || type instanceof TypeExpr.Opaque) {
      return Optional.empty();
    } else if (type instanceof TypeExpr.Named named) {
      return named(value, named, aliases);
    } else if (type instanceof TypeExpr.Nullable nullable) {
      return value instanceof Value.Null
          ? Optional.empty()
          : mismatch(value, nullable.type(), aliases);
    } else if (type instanceof TypeExpr.Literal literal) {
      return unless(equal(value, literal.value()), "the literal of the type");
    } else if (type instanceof TypeExpr.Union union) {
      boolean fits =
          union.members().stream().anyMatch(member -> mismatch(value, member, aliases).isEmpty());
      return unless(fits, "one of the literals of the type");
    } else if (type instanceof TypeExpr.ArrayOf array) {
      return items(value, array, aliases);
    } else if (type instanceof TypeExpr.Tuple tuple) {
      return tuple(value, tuple, aliases);
    } else if (type instanceof TypeExpr.ObjectOf object) {
      return object(value, object, aliases);
    }
    return Optional.empty();
  }

  private static Optional<String> unless(boolean fits, String expected) {
    return fits ? Optional.empty() : Optional.of(expected);
  }

  private Optional<String> named(Value value, TypeExpr.Named named, int aliases) {
    return switch (named.name()) {
      case "string", "secureString" -> unless(value instanceof Value.Str, "a string");
      case "int" -> unless(value instanceof Value.Int, "an integer");
      case "bool" -> unless(value instanceof Value.Bool, "a boolean");
      case "array" -> unless(value instanceof Value.Arr, "an array");
      case "object", "secureObject" -> unless(value instanceof Value.Obj, "an object");
      case "any" -> Optional.empty();
      default -> declared(value, named, aliases);
    };
  }

  private Optional<String> declared(Value value, TypeExpr.Named named, int aliases) {
    if (aliases > MAX_ALIASES) {
      throw new Fault("BCP298", file.origin(named.at()), "the type refers to itself");
    }
    return file.symbol(named.name())
        .filter(Statement.TypeDeclaration.class::isInstance)
        .map(Statement.TypeDeclaration.class::cast)
        .flatMap(declaration -> mismatch(value, declaration.type(), aliases + 1));
  }

  private static boolean equal(Value value, Expr literal) {
    if (literal instanceof Expr.StringLiteral text) {
      return value instanceof Value.Str found && found.value().equals(text.value());
    } else if (literal instanceof Expr.IntLiteral number) {
      return value instanceof Value.Int found && found.value() == number.value();
    } else if (literal instanceof Expr.BoolLiteral bool) {
      return value instanceof Value.Bool found && found.value() == bool.value();
    }
    return value instanceof Value.Null;
  }

  private Optional<String> items(Value value, TypeExpr.ArrayOf type, int aliases) {
    if (!(value instanceof Value.Arr array)) {
      return Optional.of("an array");
    }
    for (Value item : array.items()) {
      Optional<String> problem = mismatch(item, type.item(), aliases);
      if (problem.isPresent()) {
        return Optional.of("an array whose items are each " + problem.get());
      }
    }
    return Optional.empty();
  }

  private Optional<String> tuple(Value value, TypeExpr.Tuple tuple, int aliases) {
    List<TypeExpr.Field> fields = tuple.items();
    if (!(value instanceof Value.Arr array) || array.items().size() != fields.size()) {
      return Optional.of("an array of " + fields.size() + " items");
    }
    for (int i = 0; i < fields.size(); i++) {
      Optional<String> problem = mismatch(array.items().get(i), fields.get(i).type(), aliases);
      if (problem.isPresent()) {
        return Optional.of("an array whose item " + i + " is " + problem.get());
      }
    }
    return Optional.empty();
  }

  private Optional<String> object(Value value, TypeExpr.ObjectOf type, int aliases) {
    if (!(value instanceof Value.Obj object)) {
      return Optional.of("an object");
    }
    Set<String> others = new HashSet<>(object.members().keySet());
    for (TypeExpr.Field field : type.fields()) {
      others.remove(field.name());
      Value member = object.members().get(field.name());
      if (member == null) {
        if (!isNullable(field.type())) {
          return Optional.of("an object with the property \"" + field.name() + "\"");
        }
        continue;
      }
      Optional<String> problem = mismatch(member, field.type(), aliases);
      if (problem.isPresent()) {
        return Optional.of("an object whose \"" + field.name() + "\" is " + problem.get());
      }
    }
    for (String name : others) {
      if (type.others().isEmpty()) {
        return Optional.of("an object without the property \"" + name + "\"");
      }
      Optional<String> problem = mismatch(object.members().get(name), type.others().get(), aliases);
      if (problem.isPresent()) {
        return Optional.of("an object whose \"" + name + "\" is " + problem.get());
      }
    }
    return Optional.empty();
  }
}
