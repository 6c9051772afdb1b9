package dev.patienttests.ids;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every Java runtime has. */
public final class Sha256 {
  /** Never fed; to copy it costs less than to look the algorithm up. */
  private static final MessageDigest FRESH = fresh();

  private Sha256() {}

  /** The hash of a text in UTF-8. */
  public static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of some bytes. */
  public static byte[] of(byte[] bytes) {
    try {
      return ((MessageDigest) FRESH.clone()).digest(bytes);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("This Java's SHA-256 cannot be copied.", e);
    }
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
