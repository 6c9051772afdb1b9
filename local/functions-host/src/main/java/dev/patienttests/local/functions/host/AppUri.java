package dev.patienttests.local.functions.host;

import java.nio.charset.StandardCharsets;

/** The absolute URI that a function sees: the decoded path encoded again, the query as sent. */
final class AppUri {
  private static final String PLAIN = "-._~!$&'()*+,;=:@/%";

  private AppUri() {}

  static String of(AppRequest request) {
    return request.scheme()
        + "://"
        + request.host()
        + encode(request.target().path())
        + request.target().query();
  }

  private static boolean isPlain(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%' || !(isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** A percent sign in the decoded path is kept only where it starts an escape. */
  private static String encode(String path) {
    if (isPlain(path)) {
      return path;
    }
    StringBuilder result = new StringBuilder();
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      if (isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
        result.append(c);
      } else {
        result.append('%').append("%02X".formatted((int) c));
      }
    }
    return result.toString().replaceAll("%(?![0-9a-fA-F]{2})", "%25");
  }
}
