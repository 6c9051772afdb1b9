package dev.patienttests.local.gateway.expression;

/** {@code new object()}: equal to itself alone. */
final class CsObject implements Typed {
  @Override
  public CsType type() {
    return Types.OBJECT;
  }
}
