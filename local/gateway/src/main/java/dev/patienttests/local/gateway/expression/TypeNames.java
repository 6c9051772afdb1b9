package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves type names, with or without their namespace. */
final class TypeNames {
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("Object", "object"),
          Map.entry("String", "string"),
          Map.entry("Boolean", "bool"),
          Map.entry("Char", "char"),
          Map.entry("SByte", "sbyte"),
          Map.entry("Byte", "byte"),
          Map.entry("Int16", "short"),
          Map.entry("UInt16", "ushort"),
          Map.entry("Int32", "int"),
          Map.entry("UInt32", "uint"),
          Map.entry("Int64", "long"),
          Map.entry("UInt64", "ulong"),
          Map.entry("Single", "float"),
          Map.entry("Double", "double"),
          Map.entry("Decimal", "decimal"),
          Map.entry("Tuple", "TupleFactory"));

  /** Names of this package alone. */
  private static final Set<String> HIDDEN =
      Set.of("TupleFactory", "MultiMap", "StringMap", "VariableMap");

  private TypeNames() {}

  /** The type of a name as an expression writes it; empty where it is no supported type. */
  static Optional<CsType> find(String name) {
    return definition(name, 0);
  }

  private static Optional<CsType> definition(String name, int arity) {
    String simple = name.substring(name.lastIndexOf('.') + 1);
    boolean qualified = simple.length() < name.length();
    if (HIDDEN.contains(simple) || (!qualified && simple.equals("Formatting"))) {
      // Without its namespace, Formatting could be another type of the same name (CS0104).
      return Optional.empty();
    }
    String key = ALIASES.getOrDefault(simple, simple);
    if (arity > 0) {
      key = simple;
    }
    Optional<CsType> type = TypeTable.find(key, arity);
    if (qualified) {
      boolean keyword = Keywords.TYPES.contains(simple);
      return type.filter(t -> t.fullName().equals(name) && !keyword);
    }
    return type.filter(t -> !t.fullName().startsWith("System.Net.Sockets."));
  }

  /** The type of a name with arguments, question mark and brackets. */
  static Optional<CsType> find(TypeName name) {
    try {
      return Optional.of(resolve(name));
    } catch (ExpressionException e) {
      return Optional.empty();
    }
  }

  static CsType resolve(TypeName name) {
    CsType type =
        name.arguments().isEmpty()
            ? find(name.name()).orElseThrow(() -> unknown(name))
            : generic(name);
    if (name.nullable()) {
      if (!type.isValueType() || type.underlying().isPresent()) {
        throw new ExpressionException(name.at(), "'" + type + "?' is no type");
      }
      type = CsType.nullable(type);
    }
    for (int i = 0; i < name.arrays(); i++) {
      type = CsType.arrayOf(type);
    }
    return type;
  }

  private static CsType generic(TypeName name) {
    List<CsType> arguments = name.arguments().stream().map(TypeNames::resolve).toList();
    if (name.name().equals("Nullable") && arguments.size() == 1) {
      return CsType.nullable(arguments.get(0));
    }
    return definition(name.name(), arguments.size()).orElseThrow(() -> unknown(name)).of(arguments);
  }

  private static ExpressionException unknown(TypeName name) {
    return new ExpressionException(name.at(), "type '" + name.name() + "' is not supported");
  }
}
