package dev.patienttests.local.gateway.http;

import dev.patienttests.local.gateway.model.Headers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Headers that belong to one connection (RFC 9110, section 7.6.1). */
final class HopByHop {
  private static final Set<String> ALWAYS =
      Set.of(
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

  /** Removes them, and those that {@code Connection} names. */
  static void remove(Headers headers) {
    Set<String> names = new HashSet<>(ALWAYS);
    for (String line : headers.all("Connection")) {
      for (String name : List.of(line.split(",", -1))) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    headers.lines().removeIf(line -> names.contains(line.name().toLowerCase(Locale.ROOT)));
  }
}
