package dev.patienttests.local.functions.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A key as the host generates it: 40 octets in URL-safe Base64, random but for the mark {@code
 * AzFu} by which leaked keys are found.
 */
final class GeneratedKey {
  private static final int OCTETS = 40;
  private static final int MARK_AT = 33;
  private static final byte[] MARK = Base64.getDecoder().decode("AzFu");
  private static final SecureRandom RANDOM = new SecureRandom();

  private GeneratedKey() {}

  static String next() {
    byte[] octets = new byte[OCTETS];
    RANDOM.nextBytes(octets);
    System.arraycopy(MARK, 0, octets, MARK_AT, MARK.length);
    byte[] encoded = Base64.getUrlEncoder().encode(octets);
    return new String(encoded, StandardCharsets.US_ASCII);
  }
}
