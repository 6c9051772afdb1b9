package dev.patienttests.local.functions.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request target, read as Kestrel reads it.
 *
 * @param method the method as sent
 * @param raw the target as sent, one character per octet
 * @param path the decoded path, empty for {@code *} and authority-form
 * @param query the query as sent with its question mark, or empty
 */
public record Target(String method, String raw, String path, String query) {
  private static final Pattern ABSOLUTE =
      Pattern.compile("(https?)://(?:[^@/?#\\\\]*@)?([^/?#\\\\@]+)([^?#]*)(\\?[^#]*)?(#.*)?");
  private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.\\-_~%:\\[\\]]+");
  private static final String MARKS_OF_TOKENS = "!#$%&'*+-.^_`|~";

  /**
   * Reads a target.
   *
   * @param host the request's Host header
   * @throws BadTargetException when the listener must answer itself
   */
  public static Target read(String method, String raw, String host) {
    if (!isMethod(method) || !isAscii(raw)) {
      throw new BadTargetException(400);
    }
    if (raw.startsWith("/")) {
      int question = raw.indexOf('?');
      String path = question < 0 ? raw : raw.substring(0, question);
      return new Target(
          method, raw, RequestPath.decode(path), question < 0 ? "" : raw.substring(question));
    }
    if (raw.equals("*")) {
      require(method.equals("OPTIONS"), 405);
      return new Target(method, raw, "", "");
    }
    Matcher absolute = ABSOLUTE.matcher(raw);
    return absolute.matches()
        ? absolute(method, raw, host, absolute)
        : authority(method, raw, host);
  }

  /** Whether it is a token (RFC 9110, 5.6.2). */
  static boolean isMethod(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!plain && MARKS_OF_TOKENS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Without zero and blank. */
  private static boolean isAscii(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == 0 || c >= 0x80 || c == ' ') {
        return false;
      }
    }
    return true;
  }

  private static Target absolute(String method, String raw, String host, Matcher uri) {
    String scheme = uri.group(1);
    String authority = uri.group(2).toLowerCase(Locale.ROOT);
    String defaultPort = scheme.equals("http") ? ":80" : ":443";
    String bare =
        authority.endsWith(defaultPort)
            ? authority.substring(0, authority.length() - defaultPort.length())
            : authority;
    require(host.equals(bare) || host.equals(bare + defaultPort), 400);
    String path = uri.group(3).replace('\\', '/');
    String compacted = RequestPath.removeDotSegments(path.isEmpty() ? "/" : undotted(path));
    String query = uri.group(4) == null ? "" : uri.group(4);
    return new Target(method, raw, RequestPath.decodeAbsolute(compacted), query);
  }

  /** Encoded dots count as dots where dot segments are removed. */
  private static String undotted(String path) {
    return path.replace("%2e", ".").replace("%2E", ".");
  }

  private static Target authority(String method, String raw, String host) {
    // A method other than CONNECT is told apart from a target that is no authority at all.
    require(AUTHORITY.matcher(raw).matches(), 400);
    require(method.equals("CONNECT"), 405);
    require(raw.equals(host), 400);
    return new Target(method, raw, "", "");
  }

  private static void require(boolean condition, int status) {
    if (!condition) {
      throw new BadTargetException(status);
    }
  }
}
