package dev.patienttests.local.gateway.limits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keys of counters as they are kept: callers choose them, so long ones are kept as a hash. */
final class CounterKey {
  private static final int LONGEST = 64;

  private CounterKey() {}

  /** No two keys are kept as the same. */
  static String of(String key) {
    return key.length() <= LONGEST ? key : "sha256:" + hash(key);
  }

  private static String hash(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_16BE)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
