package dev.patienttests.local.gateway.expression;

import java.util.Optional;

/** A static type of the C# subset. */
final class CsType {
  static final CsType OBJECT = new CsType("object", Optional.empty(), false);
  static final CsType STRING = reference("string");
  static final CsType BOOL = value("bool");
  static final CsType CHAR = value("char");
  static final CsType INT = value("int");
  static final CsType LONG = value("long");
  static final CsType DOUBLE = value("double");
  static final CsType GUID = value("Guid");
  static final CsType DATE_TIME = value("DateTime");
  static final CsType TIME_SPAN = value("TimeSpan");
  static final CsType STRING_COMPARISON = value("StringComparison");
  static final CsType SPLIT_OPTIONS = value("StringSplitOptions");
  static final CsType FORMATTING = value("Formatting");

  /** The type of the literal {@code null}. */
  static final CsType NULL = reference("<null>");

  /** What a call of a void method gives. */
  static final CsType VOID = value("void");

  static final CsType JTOKEN = reference("JToken");
  static final CsType JOBJECT = new CsType("JObject", Optional.of(JTOKEN), false);
  static final CsType JARRAY = new CsType("JArray", Optional.of(JTOKEN), false);
  static final CsType JVALUE = new CsType("JValue", Optional.of(JTOKEN), false);
  static final CsType JPROPERTY = new CsType("JProperty", Optional.of(JTOKEN), false);

  static final CsType CONTEXT = reference("IProxyRequestContext");
  static final CsType REQUEST = reference("IRequest");
  static final CsType RESPONSE = reference("IResponse");
  static final CsType BODY = reference("IMessageBody");
  static final CsType URL = reference("IUrl");
  static final CsType MULTI_MAP = reference("IReadOnlyDictionary<string, string[]>");
  static final CsType STRING_MAP = reference("IReadOnlyDictionary<string, string>");
  static final CsType VARIABLES = reference("IReadOnlyDictionary<string, object>");
  static final CsType LAST_ERROR = reference("ILastError");
  static final CsType SUBSCRIPTION = reference("ISubscription");
  static final CsType PRODUCT = reference("IProduct");
  static final CsType API = reference("IApi");
  static final CsType OPERATION = reference("IOperation");
  static final CsType DEPLOYMENT = reference("IDeployment");
  static final CsType GATEWAY = reference("IGateway");
  static final CsType USER = reference("IUser");
  static final CsType KEY_NAMES = reference("ISubscriptionKeyParameterNames");

  static final CsType STRINGS = arrayOf(STRING);
  static final CsType CHARS = arrayOf(CHAR);
  static final CsType OBJECTS = arrayOf(OBJECT);

  private final String name;
  private final Optional<CsType> base;
  private final boolean isValue;
  private final Optional<CsType> element;
  private final Optional<CsType> underlying;

  private CsType(
      String name,
      Optional<CsType> base,
      boolean isValue,
      Optional<CsType> element,
      Optional<CsType> underlying) {
    this.name = name;
    this.base = base;
    this.isValue = isValue;
    this.element = element;
    this.underlying = underlying;
  }

  private CsType(String name, Optional<CsType> base, boolean isValue) {
    this(name, base, isValue, Optional.empty(), Optional.empty());
  }

  private static CsType reference(String name) {
    return new CsType(name, Optional.of(OBJECT), false);
  }

  private static CsType value(String name) {
    return new CsType(name, Optional.of(OBJECT), true);
  }

  static CsType arrayOf(CsType element) {
    return new CsType(
        element.name + "[]", Optional.of(OBJECT), false, Optional.of(element), Optional.empty());
  }

  static CsType nullable(CsType type) {
    return new CsType(
        type.name + "?", Optional.of(OBJECT), true, Optional.empty(), Optional.of(type));
  }

  /** {@code T?} of a value type, the type itself where it can be null anyway. */
  CsType orNull() {
    return isValue && underlying.isEmpty() ? nullable(this) : this;
  }

  String name() {
    return name;
  }

  Optional<CsType> base() {
    return base;
  }

  boolean canBeNull() {
    return !isValue || underlying.isPresent();
  }

  boolean isValueType() {
    return isValue;
  }

  Optional<CsType> element() {
    return element;
  }

  /** {@code T} of {@code T?}. */
  Optional<CsType> underlying() {
    return underlying;
  }

  boolean isNumeric() {
    return this.equals(INT) || this.equals(LONG) || this.equals(DOUBLE) || this.equals(CHAR);
  }

  boolean derivesFrom(CsType other) {
    return equals(other) || base.map(b -> b.derivesFrom(other)).orElse(false);
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
