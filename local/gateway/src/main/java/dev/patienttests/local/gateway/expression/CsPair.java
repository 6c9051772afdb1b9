package dev.patienttests.local.gateway.expression;

/** {@code KeyValuePair<K, V>}. */
record CsPair(CsType type, Object key, Object value) implements Typed {
  @Override
  public String toString() {
    return "[" + RuntimeTypes.text(key) + ", " + RuntimeTypes.text(value) + "]";
  }
}
