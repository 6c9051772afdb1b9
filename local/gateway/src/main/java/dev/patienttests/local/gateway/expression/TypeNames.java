package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.TypeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves type names, with or without their namespace. */
final class TypeNames {
  /** The static class {@code Math}. */
  static final CsType MATH = CsType.arrayOf(CsType.arrayOf(CsType.VOID));

  /** The class {@code Uri}, of which only static members are known. */
  static final CsType URI = CsType.arrayOf(MATH);

  private static final List<String> NAMESPACES =
      List.of(
          "System.", "Newtonsoft.Json.Linq.", "Newtonsoft.Json.", "System.Collections.Generic.");
  private static final Map<String, CsType> BY_NAME = byName();

  private TypeNames() {}

  private static Map<String, CsType> byName() {
    Map<String, CsType> types = new HashMap<>();
    for (CsType type :
        List.of(
            CsType.OBJECT,
            CsType.STRING,
            CsType.BOOL,
            CsType.CHAR,
            CsType.INT,
            CsType.LONG,
            CsType.DOUBLE,
            CsType.GUID,
            CsType.DATE_TIME,
            CsType.TIME_SPAN,
            CsType.STRING_COMPARISON,
            CsType.SPLIT_OPTIONS,
            CsType.JTOKEN,
            CsType.JOBJECT,
            CsType.JARRAY,
            CsType.JVALUE,
            CsType.JPROPERTY,
            CsType.RESPONSE)) {
      types.put(type.name(), type);
    }
    types.put("String", CsType.STRING);
    types.put("Object", CsType.OBJECT);
    types.put("Boolean", CsType.BOOL);
    types.put("Char", CsType.CHAR);
    types.put("Int32", CsType.INT);
    types.put("Int64", CsType.LONG);
    types.put("Double", CsType.DOUBLE);
    types.put("Math", MATH);
    types.put("Uri", URI);
    return types;
  }

  /** The type of a name as an expression writes it; empty where it is no supported type. */
  static Optional<CsType> find(String name) {
    if (name.equals("Newtonsoft.Json.Formatting")) {
      return Optional.of(CsType.FORMATTING);
    }
    CsType direct = BY_NAME.get(name);
    if (direct != null) {
      return Optional.of(direct);
    }
    for (String namespace : NAMESPACES) {
      String rest = name.startsWith(namespace) ? name.substring(namespace.length()) : "";
      if (BY_NAME.containsKey(rest) && !Keywords.TYPES.contains(rest)) {
        return Optional.of(BY_NAME.get(rest));
      }
    }
    return Optional.empty();
  }

  static CsType resolve(TypeName name) {
    CsType type =
        name.arguments().isEmpty()
            ? find(name.name())
                .orElseThrow(
                    () ->
                        new ExpressionException(
                            name.at(), "type '" + name.name() + "' is not supported"))
            : generic(name);
    if (name.nullable()) {
      if (!type.isValueType()) {
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
    if (name.name().equals("Nullable") && name.arguments().size() == 1) {
      return CsType.nullable(resolve(name.arguments().get(0)));
    }
    throw new ExpressionException(name.at(), "type '" + name.name() + "<>' is not supported");
  }
}
