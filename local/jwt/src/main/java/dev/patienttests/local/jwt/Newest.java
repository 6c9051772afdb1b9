package dev.patienttests.local.jwt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps the entries that were added last, for several threads. */
final class Newest<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 64;

  private Newest() {}

  /** An empty one. */
  static <K, V> Map<K, V> map() {
    return Collections.synchronizedMap(new Newest<>());
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > MOST;
  }
}
