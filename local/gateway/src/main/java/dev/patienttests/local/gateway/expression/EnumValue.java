package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A value of an enumeration; its text is the name, names of its bits, or the number. */
record EnumValue(CsType type, long value) {

  static EnumValue of(CsType type, String name) {
    return new EnumValue(type, type.values().get(name));
  }

  boolean is(String name) {
    return type.values().get(name) == value;
  }

  boolean has(String flag) {
    return (value & type.values().get(flag)) != 0;
  }

  @Override
  public String toString() {
    List<String> flags = new ArrayList<>();
    long rest = value;
    for (Map.Entry<String, Long> entry : type.values().entrySet()) {
      long bits = entry.getValue();
      if (bits == value) {
        return entry.getKey();
      }
      if (Long.bitCount(bits) == 1 && (value & bits) == bits) {
        flags.add(entry.getKey());
        rest &= ~bits;
      }
    }
    boolean combined = type.name().endsWith("Options") || type.name().endsWith("Styles");
    return rest == 0 && combined ? String.join(", ", flags) : Long.toString(value);
  }
}
