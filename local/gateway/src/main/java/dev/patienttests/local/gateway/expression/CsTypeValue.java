package dev.patienttests.local.gateway.expression;

/** {@code System.Type}. */
record CsTypeValue(CsType described) implements Typed {
  @Override
  public CsType type() {
    return TypeTable.named("Type");
  }

  @Override
  public String toString() {
    return RuntimeTypes.reflectionName(described);
  }
}
