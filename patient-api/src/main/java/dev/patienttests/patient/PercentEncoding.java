package dev.patienttests.patient;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Percent-encoded UTF-8 (RFC 3986, section 2.1), by which the gateway puts any text in a header.
 */
final class PercentEncoding {
  private static final int HEX = 16;

  private PercentEncoding() {}

  /**
   * The text that was encoded; empty where it is not well-formed: a {@code %} without two
   * hexadecimal digits, a character beyond ASCII, octets that are no UTF-8.
   */
  static Optional<String> decode(String encoded) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c > '~') {
        return Optional.empty();
      }
      if (c != '%') {
        octets.write(c);
      } else if (i + 2 < encoded.length() && digit(encoded, i + 1) && digit(encoded, i + 2)) {
        octets.write(Integer.parseInt(encoded, i + 1, i + 3, HEX));
        i += 2;
      } else {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(octets.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean digit(String text, int index) {
    char c = text.charAt(index);
    return c <= '~' && Character.digit(c, HEX) >= 0;
  }
}
