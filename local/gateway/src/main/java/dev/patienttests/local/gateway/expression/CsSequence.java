package dev.patienttests.local.gateway.expression;

import java.util.Iterator;
import java.util.function.Supplier;

/** A lazy {@code IEnumerable<T>}: what it gives is computed each time that it is iterated. */
final class CsSequence implements Typed, Iterable<Object> {
  private final CsType type;
  private final Supplier<Iterator<Object>> source;

  CsSequence(CsType type, Supplier<Iterator<Object>> source) {
    this.type = type;
    this.source = source;
  }

  static CsSequence of(CsType element, Supplier<Iterator<Object>> source) {
    return new CsSequence(TypeTable.generic("IEnumerable", element), source);
  }

  @Override
  public CsType type() {
    return type;
  }

  @Override
  public Iterator<Object> iterator() {
    return source.get();
  }
}
