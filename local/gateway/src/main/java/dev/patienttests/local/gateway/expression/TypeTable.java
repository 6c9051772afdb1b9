package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The types that expressions may name, with what they derive from. */
final class TypeTable {
  private static final String TABLE = TypeList.TEXT;
  private static final Map<String, CsType> DEFINITIONS = read();

  private TypeTable() {}

  private static Map<String, CsType> read() {
    Map<String, CsType> types = new HashMap<>();
    String namespace = "";
    for (String line : TABLE.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      if (line.startsWith("namespace")) {
        namespace = line.substring("namespace".length()).strip();
      } else {
        CsType type = definition(namespace, line);
        int arity = type.parameters().size();
        types.put(arity == 0 ? type.name() : type.name() + "`" + arity, type);
      }
    }
    return Map.copyOf(types);
  }

  /** {@code kind Name<T> = Alias : Base, Interface { A, B = 4 }}. */
  private static CsType definition(String namespace, String line) {
    int brace = line.indexOf('{');
    Map<String, Long> values =
        brace < 0 ? Map.of() : values(line.substring(brace + 1, line.length() - 1));
    String head = (brace < 0 ? line : line.substring(0, brace)).strip();
    int colon = head.indexOf(" : ");
    List<String> supers = colon < 0 ? List.of() : split(head.substring(colon + 3));
    String declared = (colon < 0 ? head : head.substring(0, colon)).strip();
    CsType.Kind kind =
        CsType.Kind.valueOf(
            declared.substring(0, declared.indexOf(' ')).toUpperCase(java.util.Locale.ROOT));
    String[] names = declared.substring(declared.indexOf(' ') + 1).split(" = ", -1);
    String name = names[0].strip();
    List<String> parameters = List.of();
    int bracket = name.indexOf('<');
    if (bracket > 0) {
      parameters = split(name.substring(bracket + 1, name.length() - 1));
      name = name.substring(0, bracket);
    }
    String dotNet = names.length > 1 ? names[1].strip() : name;
    String fullName = namespace.isEmpty() ? dotNet : namespace + "." + dotNet;
    return new CsType(name, fullName, kind, parameters, List.of(), supers, values);
  }

  private static boolean isDelegate(String name) {
    return name.equals("Func") || name.equals("Action");
  }

  private static Map<String, Long> values(String text) {
    Map<String, Long> values = new LinkedHashMap<>();
    long next = 0;
    for (String item : text.split(",", -1)) {
      String[] parts = item.strip().split("=", -1);
      next = parts.length > 1 ? Long.parseLong(parts[1].strip()) : next;
      values.put(parts[0].strip(), next++);
    }
    return values;
  }

  static CsType named(String name) {
    return find(name, 0).orElseThrow(() -> new IllegalArgumentException("no type " + name));
  }

  /** The names of all types, without type parameters. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>();
    DEFINITIONS.values().forEach(type -> names.add(type.name()));
    return names;
  }

  /** A definition by its simple name and number of type arguments. */
  static Optional<CsType> find(String name, int arity) {
    if (isDelegate(name) && arity > 0) {
      return Optional.of(delegate(name, arity));
    }
    return Optional.ofNullable(DEFINITIONS.get(arity == 0 ? name : name + "`" + arity));
  }

  /** {@code Func} and {@code Action} exist for every number of arguments. */
  private static CsType delegate(String name, int arity) {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      parameters.add("T" + i);
    }
    return new CsType(
        name,
        "System." + name,
        CsType.Kind.DELEGATE,
        parameters,
        List.of(),
        List.of("object"),
        Map.of());
  }

  static CsType generic(String name, CsType... arguments) {
    return find(name, arguments.length)
        .orElseThrow(() -> new IllegalArgumentException("no type " + name))
        .of(List.of(arguments));
  }

  /**
   * A type as this package writes it in tables.
   *
   * @param variables names that are type variables
   */
  static CsType parse(String given, List<String> variables) {
    String text = given.strip();
    if (text.endsWith("[]")) {
      return CsType.arrayOf(parse(text.substring(0, text.length() - 2), variables));
    }
    if (text.endsWith("?")) {
      return CsType.nullable(parse(text.substring(0, text.length() - 1), variables));
    }
    int bracket = text.indexOf('<');
    if (bracket < 0) {
      if (variables.contains(text)) {
        return CsType.variable(text);
      }
      return text.equals("void") ? Types.VOID : named(text);
    }
    List<CsType> arguments =
        split(text.substring(bracket + 1, text.length() - 1)).stream()
            .map(a -> parse(a, variables))
            .toList();
    String name = text.substring(0, bracket);
    return find(name, arguments.size())
        .orElseThrow(() -> new IllegalArgumentException("no type " + given))
        .of(arguments);
  }

  /** Splits at commas that no angle bracket encloses. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (!text.substring(start).isBlank()) {
      parts.add(text.substring(start).strip());
    }
    return parts;
  }
}
