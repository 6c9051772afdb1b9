package dev.patienttests.local.gateway.expression;

/** The types that the compiler itself knows by name. */
final class Types {
  static final CsType OBJECT = TypeTable.named("object");
  static final CsType STRING = TypeTable.named("string");
  static final CsType BOOL = TypeTable.named("bool");
  static final CsType CHAR = TypeTable.named("char");
  static final CsType BYTE = TypeTable.named("byte");
  static final CsType INT = TypeTable.named("int");
  static final CsType UINT = TypeTable.named("uint");
  static final CsType LONG = TypeTable.named("long");
  static final CsType ULONG = TypeTable.named("ulong");
  static final CsType FLOAT = TypeTable.named("float");
  static final CsType DOUBLE = TypeTable.named("double");
  static final CsType DECIMAL = TypeTable.named("decimal");
  static final CsType GUID = TypeTable.named("Guid");
  static final CsType DATE_TIME = TypeTable.named("DateTime");
  static final CsType DATE_TIME_OFFSET = TypeTable.named("DateTimeOffset");
  static final CsType TIME_SPAN = TypeTable.named("TimeSpan");
  static final CsType JTOKEN = TypeTable.named("JToken");
  static final CsType JOBJECT = TypeTable.named("JObject");
  static final CsType JARRAY = TypeTable.named("JArray");
  static final CsType JVALUE = TypeTable.named("JValue");
  static final CsType JPROPERTY = TypeTable.named("JProperty");
  static final CsType RESPONSE = TypeTable.named("IResponse");
  static final CsType EXCEPTION = TypeTable.named("Exception");

  /** The type of the literal {@code null}. */
  static final CsType NULL = CsType.special("<null>");

  /** What a call of a void method gives. */
  static final CsType VOID = CsType.special("void");

  /** An expression whose type its target decides: a lambda, a group of methods, a default. */
  static final CsType UNTYPED = CsType.special("<lambda>");

  static final CsType STRINGS = CsType.arrayOf(STRING);
  static final CsType CHARS = CsType.arrayOf(CHAR);
  static final CsType BYTES = CsType.arrayOf(BYTE);
  static final CsType OBJECTS = CsType.arrayOf(OBJECT);

  private Types() {}
}
