package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.Headers;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Headers that belong to one connection (RFC 9110, section 7.6.1). */
final class HopByHop {
  private static final Set<String> ALWAYS =
      ignoringCase(
          List.of(
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
              "upgrade"));

  private HopByHop() {}

  /** Removes them, and those that {@code Connection} names. */
  static void remove(Headers headers) {
    List<String> lines = headers.all("Connection");
    Set<String> names = lines.isEmpty() ? ALWAYS : named(lines);
    headers.lines().removeIf(line -> names.contains(line.name()));
  }

  private static Set<String> named(List<String> lines) {
    Set<String> names = ignoringCase(ALWAYS);
    for (String line : lines) {
      for (String name : line.split(",", -1)) {
        names.add(name.strip());
      }
    }
    return names;
  }

  static Set<String> ignoringCase(Collection<String> names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(names);
    return set;
  }
}
