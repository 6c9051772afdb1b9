package dev.patienttests.local.gateway.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads escaped paths. Dot segments, empty segments, escaped separators and characters that servers
 * take for one are not read at all: what follows the gateway could see another path in them.
 */
public final class PathSegments {
  private PathSegments() {}

  /** The decoded segments; nothing where the path is not one that means the same to all. */
  public static Optional<List<String>> decoded(String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    List<String> decoded = new ArrayList<>();
    List<String> raw = RouteTemplate.split(path);
    for (int i = 0; i < raw.size(); i++) {
      Optional<String> segment = decode(raw.get(i));
      boolean last = i == raw.size() - 1;
      boolean usable =
          segment.isPresent()
              && (last || !segment.get().isEmpty())
              && !segment.get().equals(".")
              && !segment.get().equals("..");
      if (!usable) {
        return Optional.empty();
      }
      decoded.add(segment.get());
    }
    return Optional.of(decoded);
  }

  private static Optional<String> decode(String segment) {
    if (segment.indexOf('\\') >= 0 || segment.indexOf(';') >= 0) {
      return Optional.empty();
    }
    if (segment.indexOf('%') < 0) {
      return Optional.of(segment);
    }
    ByteBuffer bytes = ByteBuffer.allocate(segment.length() * 4);
    int i = 0;
    while (i < segment.length()) {
      char c = segment.charAt(i);
      if (c != '%') {
        bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        i++;
        continue;
      }
      int value = i + 2 < segment.length() ? hex(segment, i + 1) : -1;
      if (value < ' ' || value == '/' || value == '\\' || value == '%' || value == 0x7F) {
        return Optional.empty();
      }
      bytes.put((byte) value);
      i += 3;
    }
    bytes.flip();
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
