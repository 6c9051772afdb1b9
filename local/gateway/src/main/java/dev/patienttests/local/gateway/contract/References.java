package dev.patienttests.local.gateway.contract;

import java.util.Map;
import java.util.Optional;

/** Follows {@code $ref} inside of one OpenAPI document. */
record References(Map<?, ?> root) {
  private static final int MOST = 16;

  /** The object that is meant, where there is one. */
  Optional<Map<?, ?>> map(Object value) {
    Object current = value;
    for (int i = 0; i < MOST; i++) {
      if (!(current instanceof Map<?, ?> map)) {
        return Optional.empty();
      }
      if (!(map.get("$ref") instanceof String pointer)) {
        return Optional.of(map);
      }
      current = at(pointer);
    }
    return Optional.empty();
  }

  private Object at(String pointer) {
    if (!pointer.startsWith("#/")) {
      return null;
    }
    Object current = root;
    for (String part : pointer.substring(2).split("/", -1)) {
      String name = part.replace("~1", "/").replace("~0", "~");
      current = current instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return current;
  }
}
