package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Findings;
import dev.patienttests.local.bicep.syntax.TypeExpr;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks values against types, as a deployment checks its parameters. What is not known fits
 * everywhere. A part that does not fit is reported where it was written.
 */
final class TypeCheck {
  private final TypeResolver types;
  private final Findings findings;

  TypeCheck(TypeResolver types, Findings findings) {
    this.types = types;
    this.findings = findings;
  }

  /**
   * Throws a fault where the value does not have the type or does not keep to its decorators.
   *
   * @param code the code for a value that is of another type as a whole
   */
  void require(String code, Value value, Type type, Origin origin) {
    Type resolved = types.resolve(type);
    if (value instanceof Value.Expression || resolved.expr() instanceof TypeExpr.Opaque) {
      return;
    }
    Optional<String> expected = top(value, resolved);
    if (expected.isPresent()) {
      throw new Fault(code, origin, "expected " + expected.get() + " here, not " + Kinds.of(value));
    }
    Constraints.check(value, resolved.decorators(), resolved.file());
    parts(value, resolved);
  }

  /** What was expected where the value as a whole is of another kind. */
  private Optional<String> top(Value value, Type type) {
    TypeExpr expr = type.expr();
    if (expr instanceof TypeExpr.Named named) {
      return builtIn(value, named.name());
    } else if (expr instanceof TypeExpr.Nullable || expr instanceof TypeExpr.Opaque) {
      return Optional.empty();
    } else if (expr instanceof TypeExpr.Literal literal) {
      return unless(equal(value, literal.value()), text(literal.value()));
    } else if (expr instanceof TypeExpr.Union union) {
      return union(value, type, union);
    } else if (expr instanceof TypeExpr.ArrayOf) {
      return unless(value instanceof Value.Arr, "an array");
    } else if (expr instanceof TypeExpr.Tuple tuple) {
      int size = tuple.items().size();
      boolean fits = value instanceof Value.Arr array && array.items().size() == size;
      return unless(fits, "an array of " + size + " items");
    }
    return unless(value instanceof Value.Obj, "an object");
  }

  private static Optional<String> unless(boolean fits, String expected) {
    return fits ? Optional.empty() : Optional.of(expected);
  }

  private static Optional<String> builtIn(Value value, String name) {
    return switch (name) {
      case "string", "secureString" -> unless(value instanceof Value.Str, "a string");
      case "int" -> unless(value instanceof Value.Int, "an integer");
      case "bool" -> unless(value instanceof Value.Bool, "a boolean");
      case "array" -> unless(value instanceof Value.Arr, "an array");
      case "object", "secureObject" -> unless(value instanceof Value.Obj, "an object");
      default -> Optional.empty();
    };
  }

  private Optional<String> union(Value value, Type type, TypeExpr.Union union) {
    if (Constants.decorator(type.decorators(), "discriminator").isPresent()) {
      return unless(value instanceof Value.Obj, "an object");
    }
    boolean fits = union.members().stream().anyMatch(member -> fits(value, type.part(member)));
    return unless(fits, "one of the values of the type");
  }

  private boolean fits(Value value, Type type) {
    try {
      require("", value, type, value.origin());
      return true;
    } catch (Fault notThisOne) {
      return false;
    }
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

  private static String text(Expr literal) {
    if (literal instanceof Expr.StringLiteral text) {
      return "'" + text.value() + "'";
    } else if (literal instanceof Expr.IntLiteral number) {
      return Long.toString(number.value());
    } else if (literal instanceof Expr.BoolLiteral bool) {
      return Boolean.toString(bool.value());
    }
    return "null";
  }

  private void parts(Value value, Type type) {
    TypeExpr expr = type.expr();
    if (expr instanceof TypeExpr.Nullable nullable && !(value instanceof Value.Null)) {
      Type inner = type.follow(nullable.type(), type.file(), List.of());
      require("BCP033", value, inner, value.origin());
    } else if (expr instanceof TypeExpr.ArrayOf array && value instanceof Value.Arr items) {
      items.items().forEach(item -> require("BCP034", item, type.part(array.item())));
    } else if (expr instanceof TypeExpr.Tuple tuple && value instanceof Value.Arr items) {
      for (int i = 0; i < tuple.items().size(); i++) {
        require("BCP034", items.items().get(i), type.part(tuple.items().get(i)));
      }
    } else if (expr instanceof TypeExpr.ObjectOf object && value instanceof Value.Obj members) {
      object(members, type, object);
    } else if (expr instanceof TypeExpr.Union union && value instanceof Value.Obj members) {
      Constants.decorator(type.decorators(), "discriminator")
          .ifPresent(
              decorator -> {
                if (decorator.arguments().get(0) instanceof Expr.StringLiteral key) {
                  discriminated(members, type, union, key.value());
                }
              });
    }
  }

  private void require(String code, Value value, Type type) {
    require(code, value, type, value.origin());
  }

  private void object(Value.Obj value, Type type, TypeExpr.ObjectOf object) {
    Set<String> others = new HashSet<>(value.members().keySet());
    for (TypeExpr.Field field : object.fields()) {
      others.remove(field.name());
      Value member = value.members().get(field.name());
      if (member != null) {
        require("BCP036", member, type.part(field));
      } else if (!types.isNullable(type.part(field))) {
        throw new Fault(
            "BCP035", value.origin(), "the object needs the property \"" + field.name() + "\"");
      }
    }
    for (String name : value.members().keySet()) {
      if (others.contains(name)) {
        if (object.others().isPresent()) {
          require("BCP036", value.members().get(name), type.part(object.others().get()));
        } else {
          unknown(name, value, type, object);
        }
      }
    }
  }

  /** Only a sealed type forbids other properties; in another they are probably a mistake. */
  private void unknown(String name, Value.Obj value, Type type, TypeExpr.ObjectOf object) {
    List<String> known = object.fields().stream().map(TypeExpr.Field::name).toList();
    String code = Suggestions.nearest(name, known).isPresent() ? "BCP089" : "BCP037";
    Origin origin = value.members().get(name).origin();
    String message = "the type has no property \"" + name + "\"" + Suggestions.hint(name, known);
    if (Constants.decorator(type.decorators(), "sealed").isPresent()) {
      throw new Fault(code, origin, message);
    }
    findings.warning(code, origin, message);
  }

  private void discriminated(Value.Obj value, Type type, TypeExpr.Union union, String key) {
    Value kind = value.members().get(key);
    if (kind == null) {
      throw new Fault("BCP078", value.origin(), "the object needs the property \"" + key + "\"");
    } else if (kind instanceof Value.Expression) {
      return;
    }
    Map<String, Type> choices = choices(type, union, key);
    Type chosen = kind instanceof Value.Str text ? choices.get(text.value()) : null;
    if (chosen == null) {
      String shown = String.join("', '", choices.keySet());
      throw new Fault("BCP036", kind.origin(), "\"" + key + "\" must be one of '" + shown + "'");
    }
    require("BCP036", value, chosen);
  }

  /** The members of a discriminated union by the value that chooses them. */
  Map<String, Type> choices(Type type, TypeExpr.Union union, String key) {
    Map<String, Type> choices = new LinkedHashMap<>();
    choices(type, union, key, choices, Collections.newSetFromMap(new IdentityHashMap<>()));
    return choices;
  }

  /** A union that contains itself is a mistake of its own, and looked at once. */
  private void choices(
      Type type,
      TypeExpr.Union union,
      String key,
      Map<String, Type> choices,
      Set<TypeExpr.Union> seen) {
    if (!seen.add(union)) {
      return;
    }
    for (TypeExpr member : union.members()) {
      Type resolved = types.resolve(type.part(member));
      if (resolved.expr() instanceof TypeExpr.ObjectOf object) {
        for (TypeExpr.Field field : object.fields()) {
          if (field.name().equals(key)
              && types.resolve(resolved.part(field)).expr() instanceof TypeExpr.Literal literal
              && literal.value() instanceof Expr.StringLiteral text) {
            choices.put(text.value(), resolved);
          }
        }
      } else if (resolved.expr() instanceof TypeExpr.Union inner) {
        choices(resolved, inner, key, choices, seen);
      }
    }
  }

  /** The value with all its parts marked, so that a part alone is a secret too. */
  private static Value secret(Value value) {
    Value.Mark mark = new Value.Mark(value.origin(), true);
    if (value instanceof Value.Obj object) {
      Map<String, Value> members = new LinkedHashMap<>();
      object.members().forEach((name, member) -> members.put(name, secret(member)));
      return new Value.Obj(members, mark);
    } else if (value instanceof Value.Arr array) {
      return new Value.Arr(array.items().stream().map(TypeCheck::secret).toList(), mark);
    }
    return value.with(mark);
  }

  /** The value with what its type calls secure marked. */
  Value secured(Value value, Type type) {
    Type resolved = types.resolve(type);
    TypeExpr expr = resolved.expr();
    if (Constraints.isSecure(resolved.decorators())
        || (expr instanceof TypeExpr.Named named && named.name().startsWith("secure"))) {
      return secret(value);
    } else if (expr instanceof TypeExpr.Nullable nullable && !(value instanceof Value.Null)) {
      return secured(value, resolved.follow(nullable.type(), resolved.file(), List.of()));
    } else if (expr instanceof TypeExpr.ObjectOf object && value instanceof Value.Obj members) {
      Map<String, Value> marked = new LinkedHashMap<>(members.members());
      for (TypeExpr.Field field : object.fields()) {
        marked.computeIfPresent(
            field.name(), (name, member) -> secured(member, resolved.part(field)));
      }
      return new Value.Obj(marked, value.mark());
    } else if (expr instanceof TypeExpr.ArrayOf array && value instanceof Value.Arr items) {
      Type item = resolved.part(array.item());
      return new Value.Arr(
          items.items().stream().map(part -> secured(part, item)).toList(), value.mark());
    }
    return value;
  }
}
