package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.RequestUrl;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request asks for: its target and its host. Only targets are taken that every reader
 * understands in the same way; a path has no characters that RFC 3986 does not know, no dot
 * segments or empty segments, and no escaped slash, backslash, percent sign or control character.
 */
final class RequestTarget {
  private static final int MAX_NAME = 255;
  private static final int MAX_ADDRESS = 46;
  private static final int PORT_DIGITS = 5;
  private static final int HTTPS = 443;
  private static final int MAX_PORT = 65_535;
  private static final String UNRESERVED = "-._~!$&'()*+,;=:@";
  private static final String SECURE = "https://";

  private RequestTarget() {}

  /**
   * The URL that is asked for.
   *
   * @param target as it stands in the request line
   * @param host the value of {@code Host}
   * @return empty where the request is to be refused as a bad one
   */
  static Optional<RequestUrl> of(String target, String host) {
    String local = target;
    if (target.regionMatches(true, 0, SECURE, 0, SECURE.length())) {
      int slash = target.indexOf('/', SECURE.length());
      String named = target.substring(SECURE.length(), slash < 0 ? target.length() : slash);
      if (!named.equalsIgnoreCase(host)) {
        return Optional.empty();
      }
      local = slash < 0 ? "/" : target.substring(slash);
    }
    int question = local.indexOf('?');
    String path = question < 0 ? local : local.substring(0, question);
    String query = question < 0 ? "" : local.substring(question + 1);
    return isPath(path) && isPlain(query, "/?") ? url(host, path, query) : Optional.empty();
  }

  private static Optional<RequestUrl> url(String host, String path, String query) {
    int colon = host.indexOf(':', host.indexOf(']') + 1);
    String name = colon < 0 ? host : host.substring(0, colon);
    int port = colon < 0 ? HTTPS : port(host.substring(colon + 1));
    return isHost(name) && port > 0 && port <= MAX_PORT
        ? Optional.of(new RequestUrl("https", name.toLowerCase(Locale.ROOT), port, path, query))
        : Optional.empty();
  }

  /** A name or an address; one of IPv6 stands in brackets. */
  private static boolean isHost(String host) {
    int last = host.length() - 1;
    return host.startsWith("[")
        ? last > 2 && last <= MAX_ADDRESS && host.charAt(last) == ']' && isAddress(host, last)
        : last >= 0 && last < MAX_NAME && isName(host);
  }

  private static boolean isName(String host) {
    for (int i = 0; i < host.length(); i++) {
      if (!isLetterOrDigit(host.charAt(i)) && "._-".indexOf(host.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAddress(String host, int end) {
    for (int i = 1; i < end; i++) {
      if (!isHex(host.charAt(i)) && ":.".indexOf(host.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A port, or 0 where it is none. */
  private static int port(String digits) {
    int port = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || i == PORT_DIGITS) {
        return 0;
      }
      port = port * 10 + c - '0';
    }
    return port;
  }

  private static boolean isPath(String path) {
    if (!path.startsWith("/") || !isPlain(path, "/")) {
      return false;
    }
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (!isSegment(path.substring(start, end), end == path.length())) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private static boolean isSegment(String segment, boolean last) {
    int parameters = segment.indexOf(';');
    String name = parameters < 0 ? segment : segment.substring(0, parameters);
    if (name.isEmpty()) {
      return last && parameters < 0;
    }
    if (name.equals(".") || name.equals("..")) {
      return false;
    }
    return segment.indexOf('%') < 0 || isPlainlyEscaped(segment);
  }

  /** Whether escapes stand for UTF-8 text, and for nothing that separates or ends. */
  private static boolean isPlainlyEscaped(String segment) {
    ByteBuffer bytes = ByteBuffer.allocate(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      int octet = segment.charAt(i);
      if (octet == '%') {
        octet = Integer.parseInt(segment, i + 1, i + 3, 16);
        i += 2;
        if (octet < ' ' || octet == 0x7F || "/\\%.;".indexOf(octet) >= 0) {
          return false;
        }
      }
      bytes.put((byte) octet);
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Whether all characters are those of a path or query, or two digits after a percent sign. */
  private static boolean isPlain(String text, String more) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
          return false;
        }
      } else if (!isLetterOrDigit(c) && UNRESERVED.indexOf(c) < 0 && more.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isHex(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }
}
