package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.Headers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Headers that belong to one connection (RFC 9110, section 7.6.1). */
final class HopByHop {
  private static final HeaderNames ALWAYS =
      HeaderNames.of(
          // Meant for this gateway alone.
          "apim-debug-authorization",
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private HopByHop() {}

  /**
   * Removes them, and those that {@code Connection} names, of which a client may send thousands.
   */
  static void remove(Headers headers) {
    Set<String> named = named(headers.all("Connection"));
    headers.lines().removeIf(line -> ALWAYS.has(line) || named.contains(line.name()));
  }

  private static Set<String> named(List<String> lines) {
    if (lines.isEmpty()) {
      return Set.of();
    }
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines) {
      for (String name : line.split(",", -1)) {
        names.add(name.strip());
      }
    }
    return names;
  }
}
