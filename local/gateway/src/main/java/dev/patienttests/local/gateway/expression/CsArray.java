package dev.patienttests.local.gateway.expression;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;

/** A one-dimensional array; equal to itself alone. */
final class CsArray implements Typed, Iterable<Object> {
  private final CsType type;
  private final Object[] items;

  CsArray(CsType element, Object[] items) {
    this.type = CsType.arrayOf(element);
    this.items = items;
  }

  static CsArray of(CsType element, Collection<?> items) {
    return new CsArray(element, items.toArray());
  }

  static CsArray strings(Collection<String> items) {
    return of(Types.STRING, items);
  }

  static CsArray bytes(byte[] octets) {
    Object[] items = new Object[octets.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = new Small(Types.BYTE, octets[i] & 0xFF);
    }
    return new CsArray(Types.BYTE, items);
  }

  /** An array of default values. */
  static CsArray sized(CsType element, int length) {
    if (length < 0) {
      throw Arithmetic.overflow();
    }
    Budget.bound(length);
    Object[] items = new Object[length];
    Arrays.fill(items, Conversions.defaultOf(element));
    return new CsArray(element, items);
  }

  byte[] toBytes() {
    byte[] octets = new byte[items.length];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) ((Small) items[i]).value();
    }
    return octets;
  }

  @Override
  public CsType type() {
    return type;
  }

  CsType element() {
    return type.argument(0);
  }

  Object[] items() {
    return items;
  }

  int length() {
    return items.length;
  }

  Object get(long index) {
    check(index);
    return items[(int) index];
  }

  void set(long index, Object value) {
    check(index);
    if (value != null && !Conversions.isInstance(value, element())) {
      throw new DotNetException(
          "System.ArrayTypeMismatchException",
          "Attempted to access an element as a type incompatible with the array.");
    }
    items[(int) index] = value;
  }

  private void check(long index) {
    if (index < 0 || index >= items.length) {
      throw new DotNetException(
          "System.IndexOutOfRangeException", "Index was outside the bounds of the array.");
    }
  }

  @Override
  public Iterator<Object> iterator() {
    return Arrays.asList(items).iterator();
  }
}
