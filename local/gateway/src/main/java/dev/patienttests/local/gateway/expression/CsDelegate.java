package dev.patienttests.local.gateway.expression;

/** A delegate: a lambda with what it captured, or a method. */
final class CsDelegate implements Typed {

  /** What a delegate does. */
  @FunctionalInterface
  interface Code {
    Object run(Object... arguments);
  }

  private final CsType type;
  private final Code code;

  CsDelegate(CsType type, Code code) {
    this.type = type;
    this.code = code;
  }

  @Override
  public CsType type() {
    return type;
  }

  Object run(Object... arguments) {
    return code.run(arguments);
  }
}
