package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.TypeExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What declared types tell of values. Each type is looked at once, those that repeat too. */
final class DeclaredTypes {
  private final TypeResolver types;
  private final IdentityHashMap<TypeExpr, Inferred> known = new IdentityHashMap<>();

  DeclaredTypes(TypeResolver types) {
    this.types = types;
  }

  /** What values of the type are; anything, where the type itself is wrong. */
  Inferred of(Type type) {
    Inferred found = known.putIfAbsent(type.expr(), InferredKinds.ANY);
    if (found != null) {
      return found;
    }
    Inferred made = InferredKinds.ANY;
    try {
      made = resolved(types.resolve(type));
    } catch (Fault reportedWithTheType) {
      return made;
    }
    known.put(type.expr(), made);
    return made;
  }

  private Inferred resolved(Type type) {
    TypeExpr expr = type.expr();
    if (expr instanceof TypeExpr.Named named) {
      return named(named.name());
    } else if (expr instanceof TypeExpr.ArrayOf array) {
      return InferredKinds.items(of(type.part(array.item())));
    } else if (expr instanceof TypeExpr.Nullable nullable) {
      Type inner = type.follow(nullable.type(), type.file(), List.of());
      return InferredKinds.oneOf(List.of(of(inner), InferredKinds.NULL));
    } else if (expr instanceof TypeExpr.Literal literal) {
      return literal(literal.value());
    } else if (expr instanceof TypeExpr.Union union) {
      return InferredKinds.oneOf(union.members().stream().map(m -> of(type.part(m))).toList());
    } else if (expr instanceof TypeExpr.Tuple tuple) {
      List<Inferred> items = new ArrayList<>();
      tuple.items().forEach(item -> items.add(of(type.part(item))));
      return new Inferred.Items(InferredKinds.oneOf(items), Optional.of(items));
    } else if (expr instanceof TypeExpr.ObjectOf object) {
      return object(type, object);
    }
    return InferredKinds.ANY;
  }

  private static Inferred named(String name) {
    return switch (name) {
      case "string", "secureString" -> InferredKinds.TEXT;
      case "int" -> InferredKinds.NUMBER;
      case "bool" -> InferredKinds.TRUTH;
      case "array" -> InferredKinds.ITEMS;
      case "object", "secureObject" -> InferredKinds.FIELDS;
      default -> InferredKinds.ANY;
    };
  }

  private static Inferred literal(Expr value) {
    if (value instanceof Expr.StringLiteral text) {
      return new Inferred.Text(Optional.of(text.value()));
    } else if (value instanceof Expr.IntLiteral number) {
      return new Inferred.Whole(Optional.of(number.value()));
    }
    return value instanceof Expr.BoolLiteral ? InferredKinds.TRUTH : InferredKinds.NULL;
  }

  /** An object type that is not sealed permits other members, of which nothing is known. */
  private Inferred object(Type type, TypeExpr.ObjectOf object) {
    Map<String, Inferred> members = new HashMap<>();
    object.fields().forEach(field -> members.put(field.name(), of(type.part(field))));
    boolean sealed = Constants.decorator(type.decorators(), "sealed").isPresent();
    Optional<Inferred> others =
        object.others().isPresent()
            ? object.others().map(field -> of(type.part(field)))
            : sealed ? Optional.empty() : Optional.of(InferredKinds.ANY);
    return new Inferred.Fields(members, others);
  }
}
