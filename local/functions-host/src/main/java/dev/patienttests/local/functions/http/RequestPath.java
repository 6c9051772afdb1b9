package dev.patienttests.local.functions.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The path that a request target means, decoded once as Kestrel does: {@code %2F} and escapes that
 * are no UTF-8 stay as they are; dot segments go after decoding.
 */
final class RequestPath {
  private final byte[] in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean uriRules;

  private RequestPath(String raw, boolean uriRules) {
    this.in = raw.getBytes(StandardCharsets.ISO_8859_1);
    this.uriRules = uriRules;
  }

  /**
   * Decodes an origin-form path.
   *
   * @throws BadTargetException for an encoded NUL
   */
  static String decode(String raw) {
    return new RequestPath(raw, false).withoutDots();
  }

  /** Decodes the path of an absolute-form target, where {@code %2F} and {@code %00} are decoded. */
  static String decodeAbsolute(String raw) {
    return new RequestPath(raw, true).decoded();
  }

  private String withoutDots() {
    String decoded = decoded();
    if (!decoded.contains("/.")) {
      return decoded;
    }
    return removeDotSegments(decoded);
  }

  /** RFC 3986, section 5.2.4, for a path that starts with a slash. */
  static String removeDotSegments(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      switch (segments[i]) {
        case "." -> keepIf(last, kept);
        case ".." -> {
          kept.pollLast();
          keepIf(last, kept);
        }
        default -> kept.addLast(segments[i]);
      }
    }
    return "/" + String.join("/", kept);
  }

  private static void keepIf(boolean last, Deque<String> kept) {
    if (last) {
      kept.addLast("");
    }
  }

  private String decoded() {
    int at = 0;
    while (at < in.length) {
      if (in[at] != '%') {
        out.write(in[at++]);
        continue;
      }
      at = escape(at);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Decodes the character at {@code at} or copies its text; returns what comes next. */
  private int escape(int at) {
    int first = octet(at);
    if (first == 0 && !uriRules) {
      throw new BadTargetException(400);
    }
    int length = first < 0 ? 0 : first < 0x80 ? 1 : utf8Length(first);
    int scanned = first < 0 ? at + 1 : at + 3;
    if (length == 0) {
      out.write(in, at, scanned - at);
      return scanned;
    }
    int codePoint = length == 1 ? first : first & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      int next = scanned < in.length && in[scanned] == '%' ? octet(scanned) : -1;
      int bits = (codePoint << 6) | (next & 0x3F);
      if ((next & 0xC0) != 0x80 || next < 0 || isBeyond(length - 1 - i, bits)) {
        out.write(in, at, scanned - at);
        return scanned;
      }
      codePoint = bits;
      scanned += 3;
    }
    if (length > 1 && codePoint < smallest(length)) {
      out.write(in, at, scanned - at);
    } else {
      out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }
    return scanned;
  }

  private static boolean isBeyond(int remaining, int bits) {
    boolean surrogate = remaining == 1 && bits >= 0x360 && bits <= 0x37F;
    return surrogate || (remaining == 2 && bits >= 0x110);
  }

  private static int utf8Length(int first) {
    if (first >= 0xC0 && first <= 0xDF) {
      return 2;
    }
    if (first >= 0xE0 && first <= 0xEF) {
      return 3;
    }
    return first >= 0xF0 && first <= 0xF7 ? 4 : 0;
  }

  private static int smallest(int length) {
    return length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
  }

  /** The octet of the escape at {@code at}, -1 where there is none or it must stay. */
  private int octet(int at) {
    if (at + 2 >= in.length) {
      return -1;
    }
    int high = Character.digit(in[at + 1], 16);
    int low = Character.digit(in[at + 2], 16);
    int octet = high < 0 || low < 0 ? -1 : (high << 4) | low;
    return octet == '/' && !uriRules ? -1 : octet;
  }
}
