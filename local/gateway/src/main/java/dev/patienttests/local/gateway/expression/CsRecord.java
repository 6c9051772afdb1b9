package dev.patienttests.local.gateway.expression;

import java.util.Arrays;

/** A tuple or an object of an anonymous type; equal by its members. */
final class CsRecord implements Typed {
  private final CsType type;
  private final Object[] values;

  CsRecord(CsType type, Object[] values) {
    this.type = type;
    this.values = values;
  }

  @Override
  public CsType type() {
    return type;
  }

  Object[] values() {
    return values;
  }

  CsRecord copy() {
    return new CsRecord(type, values.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CsRecord it
        && it.type.kind() == type.kind()
        && Arrays.equals(values, it.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    boolean anonymous = type.is(CsType.Kind.ANONYMOUS);
    StringBuilder out = new StringBuilder(anonymous ? "{ " : "(");
    for (int i = 0; i < values.length; i++) {
      out.append(i == 0 ? "" : ", ");
      out.append(anonymous ? type.parameters().get(i) + " = " : "");
      out.append(RuntimeTypes.text(values[i]));
    }
    return out.append(anonymous ? " }" : ")").toString();
  }
}
