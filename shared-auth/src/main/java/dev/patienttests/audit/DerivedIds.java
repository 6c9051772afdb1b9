package dev.patienttests.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/** Ids of audit events that follow from the id of another one. */
public final class DerivedIds {
  private static final String CLOSING = "patienttests/closing/";

  private DerivedIds() {}

  /**
   * The id of the event that closes an attempt: its outcome, its replay, or that it stays
   * unresolved. Since all three have this one id, at most one of them can be recorded, and whoever
   * knows the attempt finds it by its key.
   *
   * @param attemptId id of the attempt, a UUID in any case
   * @return a UUID of version 8 (RFC 9562) in lower case, made of the first 16 bytes of the SHA-256
   *     of {@code patienttests/closing/} and the attempt's id in lower case
   */
  public static String closing(String attemptId) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(CLOSING + attemptId.toLowerCase(Locale.ROOT)));
    long high = (hash.getLong() & ~0xF000L) | 0x8000L; // version 8
    long low = (hash.getLong() & ~(3L << 62)) | (2L << 62); // variant of RFC 9562
    return new UUID(high, low).toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
