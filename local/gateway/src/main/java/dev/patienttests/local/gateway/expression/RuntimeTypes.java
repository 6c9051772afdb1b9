package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.Response;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a value is called in .NET and how it becomes text there. */
public final class RuntimeTypes {
  private static final Map<Class<?>, CsType> BY_CLASS =
      Map.ofEntries(
          Map.entry(String.class, TypeTable.named("string")),
          Map.entry(Boolean.class, TypeTable.named("bool")),
          Map.entry(Integer.class, TypeTable.named("int")),
          Map.entry(Long.class, TypeTable.named("long")),
          Map.entry(Double.class, TypeTable.named("double")),
          Map.entry(Float.class, TypeTable.named("float")),
          Map.entry(Character.class, TypeTable.named("char")),
          Map.entry(CsDecimal.class, TypeTable.named("decimal")),
          Map.entry(UUID.class, TypeTable.named("Guid")),
          Map.entry(CsDateTime.class, TypeTable.named("DateTime")),
          Map.entry(CsOffset.class, TypeTable.named("DateTimeOffset")),
          Map.entry(CsSpan.class, TypeTable.named("TimeSpan")),
          Map.entry(Response.class, TypeTable.named("IResponse")),
          Map.entry(JsonToken.JObject.class, TypeTable.named("JObject")),
          Map.entry(JsonToken.JArray.class, TypeTable.named("JArray")),
          Map.entry(JsonToken.JProperty.class, TypeTable.named("JProperty")));

  private RuntimeTypes() {}

  /** {@code Convert.ToString(value, InvariantCulture)}: null is empty, true is {@code True}. */
  public static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Boolean bool) {
      return bool ? "True" : "False";
    }
    if (value instanceof Double || value instanceof Float) {
      return NumberFormat.general(value);
    }
    boolean nameOnly =
        value instanceof CsArray
            || value instanceof CsList
            || value instanceof CsMap
            || value instanceof CsSequence
            || value instanceof CsDelegate
            || value instanceof CsObject
            || value instanceof CsGroup;
    return nameOnly ? reflectionName(((Typed) value).type()) : value.toString();
  }

  /** Full name of the value's .NET type. */
  public static String nameOf(Object value) {
    return value == null ? "null" : display(typeOf(value));
  }

  private static String display(CsType type) {
    return switch (type.kind()) {
      case ARRAY -> display(type.argument(0)) + "[]";
      case ANONYMOUS -> "(anonymous)";
      case TUPLE -> "System.ValueTuple" + arguments(type, ", ", "<", ">");
      default ->
          type.fullName() + (type.arguments().isEmpty() ? "" : arguments(type, ", ", "<", ">"));
    };
  }

  private static String arguments(CsType type, String between, String open, String close) {
    return type.arguments().stream()
        .map(RuntimeTypes::display)
        .collect(Collectors.joining(between, open, close));
  }

  /** The name as {@code Type.ToString()} gives it. */
  static String reflectionName(CsType type) {
    if (type.is(CsType.Kind.ARRAY)) {
      return reflectionName(type.argument(0)) + "[]";
    }
    if (type.is(CsType.Kind.TUPLE) || type.arguments().isEmpty()) {
      return type.is(CsType.Kind.TUPLE) ? display(type) : type.fullName();
    }
    return type.arguments().stream()
        .map(RuntimeTypes::reflectionName)
        .collect(
            Collectors.joining(",", type.fullName() + "`" + type.arguments().size() + "[", "]"));
  }

  /** The static type that describes a value. */
  static CsType typeOf(Object value) {
    if (value instanceof Typed typed) {
      return typed.type();
    }
    if (value instanceof Small small) {
      return small.type();
    }
    if (value instanceof EnumValue member) {
      return member.type();
    }
    if (value instanceof DotNetException exception) {
      return exception.type();
    }
    if (value instanceof JsonToken.JValue scalar) {
      return scalar.isRaw() ? TypeTable.named("JRaw") : Types.JVALUE;
    }
    return BY_CLASS.getOrDefault(value.getClass(), Types.OBJECT);
  }

  /** {@code Equals}: by value, strict about the type. */
  static boolean same(Object left, Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a.doubleValue() == b.doubleValue() || (Double.isNaN(a) && Double.isNaN(b));
    }
    return Objects.equals(left, right);
  }

  /** The octets of a byte array. */
  public static Optional<byte[]> bytes(Object value) {
    return value instanceof CsArray array && array.element().equals(Types.BYTE)
        ? Optional.of(array.toBytes())
        : Optional.empty();
  }

  /** A copy that changes on its own, where the value can change. */
  public static Object copy(Object value) {
    if (value instanceof JsonToken token) {
      return token.copy();
    }
    if (value instanceof Response response) {
      return response.copy();
    }
    return bytes(value).<Object>map(octets -> CsArray.bytes(octets)).orElse(value);
  }

  /** About how much memory the value takes. */
  public static long octets(Object value) {
    if (value instanceof Response response) {
      long size = response.body().map(body -> body.content().length).orElse(0);
      for (Headers.Line line : response.headers().lines()) {
        size += 2L * (line.name().length() + line.value().length());
      }
      return size;
    }
    // Boxed octets, and JSON's objects, take some times what their text takes.
    return bytes(value)
        .map(octets -> 16L * octets.length)
        .orElseGet(() -> 4L * text(value).length());
  }

  /** Whether a variable can hold a value (Azure documentation, set-variable, allowed types). */
  public static boolean mayBeVariable(Object value) {
    if (value == null || value instanceof JsonToken || bytes(value).isPresent()) {
      return true;
    }
    CsType type = typeOf(value);
    boolean known =
        type.name().equals("string") || type.name().equals("Jwt") || BY_CLASS.containsValue(type);
    return (known && !(value instanceof Response))
        || value instanceof Small
        || value instanceof CsDecimal;
  }
}
