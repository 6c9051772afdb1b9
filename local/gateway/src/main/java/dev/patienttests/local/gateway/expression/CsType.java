package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A static type of the C# subset; two are equal when C# writes them alike. */
final class CsType {

  /** What a type is to the rules of the language. */
  enum Kind {
    CLASS,
    INTERFACE,
    STRUCT,
    ENUM,
    DELEGATE,
    STATIC,
    ARRAY,
    NULLABLE,
    VARIABLE,
    ANONYMOUS,
    TUPLE
  }

  private final String name;
  private final String fullName;
  private final Kind kind;
  private final List<CsType> arguments;
  private final List<String> parameters;
  private final List<String> supers;
  private final Map<String, Long> values;

  /** Read from their names when they are asked for first; what two threads read is the same. */
  private Optional<List<CsType>> bases = Optional.empty();

  CsType(
      String name,
      String fullName,
      Kind kind,
      List<String> parameters,
      List<CsType> arguments,
      List<String> supers,
      Map<String, Long> values) {
    this.name = name;
    this.fullName = fullName;
    this.kind = kind;
    this.parameters = parameters;
    this.arguments = arguments;
    this.supers = supers;
    this.values = values;
  }

  /** A type that no code can name. */
  static CsType special(String name) {
    return new CsType(name, name, Kind.CLASS, List.of(), List.of(), List.of("object"), Map.of());
  }

  private static CsType simple(String name, Kind kind, List<CsType> arguments) {
    return new CsType(name, name, kind, List.of(), arguments, List.of(), Map.of());
  }

  static CsType variable(String name) {
    return simple(name, Kind.VARIABLE, List.of());
  }

  static CsType arrayOf(CsType element) {
    return simple(element.name + "[]", Kind.ARRAY, List.of(element));
  }

  static CsType nullable(CsType type) {
    return simple(type.name + "?", Kind.NULLABLE, List.of(type));
  }

  /** An anonymous type; its members' names are {@link #parameters()}. */
  static CsType anonymous(List<String> names, List<CsType> types) {
    return composed("<anonymous ", ">", Kind.ANONYMOUS, names, types);
  }

  /** A value tuple; its members' names are {@link #parameters()}. */
  static CsType tuple(List<String> names, List<CsType> types) {
    return composed("(", ")", Kind.TUPLE, names, types);
  }

  private static CsType composed(
      String open, String close, Kind kind, List<String> names, List<CsType> types) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      parts.add(types.get(i).name + " " + names.get(i));
    }
    String name = open + String.join(", ", parts) + close;
    return new CsType(name, name, kind, names, types, List.of("object"), Map.of());
  }

  /** This generic definition with arguments. */
  CsType of(List<CsType> given) {
    StringBuilder text = new StringBuilder(simpleName());
    String before = "<";
    for (CsType type : given) {
      text.append(before).append(type.name);
      before = ", ";
    }
    return new CsType(text + ">", fullName, kind, parameters, given, supers, values);
  }

  /** With type variables replaced. */
  CsType substitute(Map<String, CsType> bindings) {
    if (kind == Kind.VARIABLE) {
      return bindings.getOrDefault(name, this);
    }
    if (arguments.isEmpty() || bindings.isEmpty()) {
      return this;
    }
    List<CsType> replaced = new ArrayList<>(arguments.size());
    for (CsType argument : arguments) {
      replaced.add(argument.substitute(bindings));
    }
    return switch (kind) {
      case ARRAY -> arrayOf(replaced.get(0));
      case NULLABLE -> replaced.get(0).orNull();
      case ANONYMOUS -> anonymous(parameters, replaced);
      case TUPLE -> tuple(parameters, replaced);
      default -> of(replaced);
    };
  }

  /** {@code T?} of a value type, the type itself where it can be null anyway. */
  CsType orNull() {
    return isValueType() && kind != Kind.NULLABLE ? nullable(this) : this;
  }

  String name() {
    return name;
  }

  /** The name without type arguments, as members are registered by. */
  String simpleName() {
    if (kind == Kind.ARRAY) {
      return "Array";
    }
    if (kind == Kind.ANONYMOUS || kind == Kind.TUPLE || kind == Kind.NULLABLE) {
      return kind.name();
    }
    int bracket = name.indexOf('<');
    return bracket > 0 ? name.substring(0, bracket) : name;
  }

  String fullName() {
    return fullName;
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  List<CsType> arguments() {
    return arguments;
  }

  CsType argument(int index) {
    return arguments.get(index);
  }

  List<String> parameters() {
    return parameters;
  }

  Map<String, Long> values() {
    return values;
  }

  boolean canBeNull() {
    return !isValueType() || kind == Kind.NULLABLE;
  }

  boolean isValueType() {
    return kind == Kind.STRUCT || kind == Kind.ENUM || kind == Kind.NULLABLE || kind == Kind.TUPLE;
  }

  Optional<CsType> element() {
    return kind == Kind.ARRAY ? Optional.of(arguments.get(0)) : Optional.empty();
  }

  /** {@code T} of {@code T?}. */
  Optional<CsType> underlying() {
    return kind == Kind.NULLABLE ? Optional.of(arguments.get(0)) : Optional.empty();
  }

  boolean isNumeric() {
    return Numbers.isNumeric(this);
  }

  /** The types that it derives from or implements, the nearest first, {@code object} last. */
  List<CsType> supertypes() {
    if (bases.isEmpty()) {
      bases = Optional.of(readSupertypes());
    }
    return bases.get();
  }

  private List<CsType> readSupertypes() {
    if (kind == Kind.ARRAY) {
      CsType element = arguments.get(0);
      return List.of(
          TypeTable.generic("IList", element),
          TypeTable.generic("IReadOnlyList", element),
          Types.OBJECT);
    }
    Map<String, CsType> bindings = bindings();
    List<CsType> found = new ArrayList<>();
    for (String text : supers) {
      found.add(TypeTable.parse(text, parameters).substitute(bindings));
    }
    if (kind == Kind.ENUM) {
      found.add(TypeTable.named("Enum"));
    } else if (found.isEmpty() && !name.equals("object")) {
      found.add(TypeTable.named("object"));
    }
    return List.copyOf(found);
  }

  /** What its type parameters stand for. */
  Map<String, CsType> bindings() {
    Map<String, CsType> bindings = new java.util.HashMap<>();
    for (int i = 0; i < parameters.size() && i < arguments.size(); i++) {
      bindings.put(parameters.get(i), arguments.get(i));
    }
    return bindings;
  }

  /** This type as {@code definition<...>}, where it derives from it. */
  Optional<CsType> as(String definition) {
    if (simpleName().equals(definition)) {
      return Optional.of(this);
    }
    for (CsType base : supertypes()) {
      Optional<CsType> found = base.as(definition);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  boolean derivesFrom(CsType other) {
    if (equals(other) || other.name.equals("object")) {
      return true;
    }
    if (kind == Kind.ARRAY && other.kind == Kind.ARRAY) {
      return arguments.get(0).convertsByReference(other.arguments.get(0));
    }
    Optional<CsType> same = as(other.simpleName());
    return same.isPresent() && (same.get().equals(other) || same.get().covariant(other));
  }

  private boolean covariant(CsType other) {
    if (kind == Kind.DELEGATE && name.startsWith("Func<")) {
      int last = arguments.size() - 1;
      return arguments.size() == other.arguments.size()
          && arguments.subList(0, last).equals(other.arguments.subList(0, last))
          && arguments.get(last).convertsByReference(other.arguments.get(last));
    }
    boolean declared = name.startsWith("IEnumerable<") || name.startsWith("IReadOnlyList<");
    return declared && arguments.get(0).convertsByReference(other.arguments.get(0));
  }

  private boolean convertsByReference(CsType other) {
    return !isValueType() && derivesFrom(other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CsType type && type.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
