package dev.patienttests.local.gateway.expression;

/** An exception that .NET would throw while an expression is evaluated. */
public final class DotNetException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String typeName;

  /** An exception of that .NET type. */
  public DotNetException(String typeName, String message) {
    super(message);
    this.typeName = typeName;
  }

  /** Full name of the .NET type. */
  public String typeName() {
    return typeName;
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

  static DotNetException outOfRange(String what) {
    return new DotNetException("System.ArgumentOutOfRangeException", what + " is out of range.");
  }

  static DotNetException argumentNull(String parameter) {
    return new DotNetException(
        "System.ArgumentNullException", "Value cannot be null. (Parameter '" + parameter + "')");
  }
}
