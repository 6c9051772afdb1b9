package dev.patienttests.local.gateway.expression;

/** An exception that .NET would throw while an expression is evaluated. */
public final class DotNetException extends RuntimeException {
  /** What ends the evaluation itself. */
  static final String ABORT = "System.Threading.ThreadAbortException";

  private static final long serialVersionUID = 1L;
  private final String typeName;
  private final String parameter;

  /** An exception of that .NET type. */
  public DotNetException(String typeName, String message) {
    this(typeName, message, null, null);
  }

  private DotNetException(String typeName, String message, String parameter, Throwable inner) {
    super(message, inner);
    this.typeName = typeName;
    this.parameter = parameter;
  }

  /** Full name of the .NET type. */
  public String typeName() {
    return typeName;
  }

  /** The parameter that was wrong, or null. */
  String parameter() {
    return parameter;
  }

  /** The type as code can catch it. */
  CsType type() {
    String simple = typeName.substring(typeName.lastIndexOf('.') + 1);
    return TypeTable.find(simple, 0).orElse(Types.EXCEPTION);
  }

  /** Whether code may catch it: not what bounds the evaluation itself. */
  boolean isCatchable() {
    return !typeName.equals("System.InsufficientExecutionStackException")
        && !typeName.equals("System.OutOfMemoryException")
        && !typeName.equals(ABORT);
  }

  /** What {@code throw} throws. */
  static DotNetException thrown(Object exception) {
    return exception == null ? nullReference() : (DotNetException) exception;
  }

  /** {@code new SomeException(...)}. */
  static DotNetException create(CsType type, Object[] arguments) {
    boolean named =
        type.name().equals("ArgumentNullException")
            || type.name().equals("ArgumentOutOfRangeException");
    Object first = arguments.length > 0 ? arguments[0] : null;
    Object last = arguments.length > 1 ? arguments[arguments.length - 1] : null;
    Throwable inner = last instanceof Throwable t ? t : null;
    if (named) {
      Object text = last instanceof String ? last : "Value cannot be null.";
      String message = text + (first == null ? "" : " (Parameter '" + first + "')");
      return new DotNetException(type.fullName(), message, (String) first, inner);
    }
    String message =
        first == null
            ? "Exception of type '" + type.fullName() + "' was thrown."
            : RuntimeTypes.text(first);
    String parameter =
        type.name().equals("ArgumentException") && last instanceof String s ? s : null;
    return new DotNetException(type.fullName(), message, parameter, inner);
  }

  static DotNetException nullReference() {
    return new DotNetException(
        "System.NullReferenceException", "Object reference not set to an instance of an object.");
  }

  /** Names no key, as .NET Framework did: it may be what a request held. */
  static DotNetException keyNotFound() {
    return new DotNetException(
        "System.Collections.Generic.KeyNotFoundException",
        "The given key was not present in the dictionary.");
  }

  static DotNetException invalidCast(Object value, String to) {
    return new DotNetException(
        "System.InvalidCastException",
        "Unable to cast object of type '" + RuntimeTypes.nameOf(value) + "' to type '" + to + "'.");
  }

  static DotNetException format(String message) {
    return new DotNetException("System.FormatException", message);
  }

  static DotNetException format() {
    return format("Input string was not in a correct format.");
  }

  static DotNetException argument(String message) {
    return new DotNetException("System.ArgumentException", message);
  }

  static DotNetException invalidOperation(String message) {
    return new DotNetException("System.InvalidOperationException", message);
  }

  static DotNetException notSupported(String message) {
    return new DotNetException("System.NotSupportedException", message);
  }

  static DotNetException outOfRange(String what) {
    return new DotNetException(
        "System.ArgumentOutOfRangeException",
        "Specified argument was out of the range of valid values. (Parameter '" + what + "')",
        what,
        null);
  }

  static DotNetException argumentNull(String parameter) {
    return new DotNetException(
        "System.ArgumentNullException",
        "Value cannot be null. (Parameter '" + parameter + "')",
        parameter,
        null);
  }
}
