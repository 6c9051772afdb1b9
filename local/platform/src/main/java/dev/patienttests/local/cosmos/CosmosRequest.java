package dev.patienttests.local.cosmos;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request, free of the HTTP library.
 *
 * @param scheme {@code https}, or {@code http} on a plain listener
 * @param segments the path's segments, decoded one by one; empty ones are left out
 * @param headers gives a header's value, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CosmosRequest(
    String scheme,
    String method,
    List<String> segments,
    Function<String, String> headers,
    byte[] body) {

  /** Cuts a path as it stands in the request line; 400 where it is not well formed. */
  static List<String> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String segment : rawPath.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(decode(segment));
      }
    }
    return List.copyOf(segments);
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw CosmosException.badRequest("The path is not well formed.");
    }
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.apply(name));
  }

  boolean flag(String name) {
    return header(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  String path() {
    return String.join("/", segments);
  }
}
