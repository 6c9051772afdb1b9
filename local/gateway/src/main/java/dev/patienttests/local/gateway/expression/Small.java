package dev.patienttests.local.gateway.expression;

/** A boxed integer of a type that Java does not have: sbyte, byte, short, ushort, uint, ulong. */
record Small(CsType type, long value) {
  @Override
  public String toString() {
    return type.equals(Types.ULONG) ? Long.toUnsignedString(value) : Long.toString(value);
  }
}
