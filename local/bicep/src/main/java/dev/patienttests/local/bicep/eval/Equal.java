package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;

/** A value as a key: two keys are equal if the language calls their values equal. */
record Equal(Value value) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Equal key && Kinds.equal(value, key.value);
  }

  @Override
  public int hashCode() {
    return hash(value);
  }

  private static int hash(Value value) {
    if (value instanceof Value.Expression) {
      throw new NeedsRuntime();
    } else if (value instanceof Value.Str text) {
      return text.value().hashCode();
    } else if (value instanceof Value.Bool bool) {
      return Boolean.hashCode(bool.value());
    } else if (value instanceof Value.Int number) {
      return Double.hashCode((double) number.value());
    } else if (value instanceof Value.Decimal number) {
      return Double.hashCode(number.value().doubleValue());
    } else if (value instanceof Value.Arr array) {
      int hash = 1;
      for (Value item : array.items()) {
        hash = 31 * hash + hash(item);
      }
      return hash;
    } else if (value instanceof Value.Obj object) {
      int hash = 0;
      for (var member : object.members().entrySet()) {
        hash += member.getKey().hashCode() ^ hash(member.getValue());
      }
      return hash;
    }
    return 0;
  }
}
