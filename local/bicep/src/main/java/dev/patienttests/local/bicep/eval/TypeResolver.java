package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import dev.patienttests.local.bicep.syntax.TypeExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows names and parts of types to what they stand for. */
final class TypeResolver {
  static final Set<String> BUILT_IN =
      Set.of("string", "int", "bool", "array", "object", "any", "secureString", "secureObject");
  private static final int MAX_ALIASES = 100;

  private final Imports imports;

  TypeResolver(Imports imports) {
    this.imports = imports;
  }

  /** The type itself, which is no name and no part of another; a fault where there is none. */
  Type resolve(Type type) {
    return resolve(type, 0);
  }

  private Type resolve(Type type, int aliases) {
    TypeExpr expr = type.expr();
    if (aliases > MAX_ALIASES) {
      throw new Fault("BCP298", type.file().origin(expr.at()), "the type refers to itself");
    }
    if (expr instanceof TypeExpr.Named named) {
      boolean hidden = !named.system() && type.file().symbol(named.name()).isPresent();
      return BUILT_IN.contains(named.name()) && !hidden ? type : declared(type, named, aliases);
    } else if (expr instanceof TypeExpr.NonNull nonNull) {
      return withoutNull(resolve(type.part(nonNull.type()), aliases + 1), aliases);
    } else if (expr instanceof TypeExpr.Member member) {
      return member(type, member, aliases);
    } else if (expr instanceof TypeExpr.OtherMembers others) {
      return part(type, others.base(), expr, aliases);
    } else if (expr instanceof TypeExpr.Items items) {
      return part(type, items.base(), expr, aliases);
    } else if (expr instanceof TypeExpr.ItemAt item) {
      return part(type, item.base(), expr, aliases);
    }
    return type;
  }

  private Type withoutNull(Type type, int aliases) {
    return type.expr() instanceof TypeExpr.Nullable nullable
        ? resolve(type.follow(nullable.type(), type.file(), List.of()), aliases + 1)
        : type;
  }

  private Type declared(Type type, TypeExpr.Named named, int aliases) {
    Optional<Imports.Found> found = imports.find(type.file(), named.name());
    if (found.isEmpty()) {
      throw new Fault(
          "BCP302", type.file().origin(named.at()), "there is no type \"" + named.name() + "\"");
    }
    return declared(type, found.get(), named.at(), named.name(), aliases);
  }

  private Type declared(Type type, Imports.Found found, int at, String name, int aliases) {
    if (found.statement() instanceof Statement.TypeDeclaration declaration) {
      Type next = type.follow(declaration.type(), found.file(), declaration.decorators());
      return resolve(next, aliases + 1);
    } else if (found.statement() instanceof Statement.Broken) {
      return type.follow(new TypeExpr.Opaque(at, name), type.file(), List.of());
    }
    throw new Fault("BCP302", type.file().origin(at), "\"" + name + "\" is not a type");
  }

  private Type member(Type type, TypeExpr.Member member, int aliases) {
    if (member.base() instanceof TypeExpr.Named named
        && type.file().symbol(named.name()).orElse(null) instanceof Statement.Import all) {
      Imports.Found found = imports.member(type.file(), all, member.name(), member.at());
      return declared(type, found, member.at(), member.name(), aliases);
    }
    return part(type, member.base(), member, aliases);
  }

  /** A part of a type; of one that is not known, another that is not known. */
  private Type part(Type whole, TypeExpr baseExpr, TypeExpr part, int aliases) {
    Type base = withoutNull(resolve(whole.part(baseExpr), aliases + 1), aliases);
    TypeExpr expr = base.expr();
    if (expr instanceof TypeExpr.Opaque) {
      return whole.follow(expr, base.file(), List.of());
    }
    Optional<TypeExpr.Field> field = Optional.empty();
    if (part instanceof TypeExpr.Member member && expr instanceof TypeExpr.ObjectOf object) {
      field = object.fields().stream().filter(f -> f.name().equals(member.name())).findFirst();
    } else if (part instanceof TypeExpr.OtherMembers && expr instanceof TypeExpr.ObjectOf object) {
      field = object.others();
    } else if (part instanceof TypeExpr.ItemAt item
        && expr instanceof TypeExpr.Tuple tuple
        && item.index() < tuple.items().size()) {
      field = Optional.of(tuple.items().get((int) item.index()));
    } else if (part instanceof TypeExpr.Items && expr instanceof TypeExpr.ArrayOf array) {
      field = Optional.of(new TypeExpr.Field(array.at(), "", array.item(), List.of()));
    }
    TypeExpr.Field found =
        field.orElseThrow(
            () ->
                new Fault(
                    part instanceof TypeExpr.Member ? "BCP053" : "BCP389",
                    whole.file().origin(part.at()),
                    "the type has no such part"));
    return resolve(whole.follow(found.type(), base.file(), found.decorators()), aliases + 1);
  }

  /** Whether null is a value of the type. */
  boolean isNullable(Type type) {
    Type resolved = resolve(type);
    TypeExpr expr = resolved.expr();
    return expr instanceof TypeExpr.Nullable
        || (expr instanceof TypeExpr.Named named && named.name().equals("any"))
        || isNull(expr)
        || (expr instanceof TypeExpr.Union union
            && union.members().stream().anyMatch(member -> isNullable(resolved.part(member))));
  }

  private static boolean isNull(TypeExpr expr) {
    return expr instanceof TypeExpr.Literal literal && literal.value() instanceof Expr.NullLiteral;
  }
}
