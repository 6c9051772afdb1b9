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

  /** A percent sign in the decoded path is kept only where it starts an escape. */
  private static String encode(String path) {
    StringBuilder result = new StringBuilder();
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      boolean letterOrDigit = c < 0x80 && Character.isLetterOrDigit(c);
      if (letterOrDigit || PLAIN.indexOf(c) >= 0) {
        result.append(c);
      } else {
        result.append('%').append("%02X".formatted((int) c));
      }
    }
    return result.toString().replaceAll("%(?![0-9a-fA-F]{2})", "%25");
  }
}
