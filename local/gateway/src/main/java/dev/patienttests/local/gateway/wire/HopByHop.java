package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.Headers;
import java.util.ArrayList;
import java.util.List;

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

  /** Removes them, and those that {@code Connection} names. */
  static void remove(Headers headers) {
    List<String> lines = headers.all("Connection");
    HeaderNames names = lines.isEmpty() ? ALWAYS : ALWAYS.and(named(lines));
    headers.lines().removeIf(names::has);
  }

  private static List<String> named(List<String> lines) {
    List<String> names = new ArrayList<>();
    for (String line : lines) {
      for (String name : line.split(",", -1)) {
        names.add(name.strip());
      }
    }
    return names;
  }
}
