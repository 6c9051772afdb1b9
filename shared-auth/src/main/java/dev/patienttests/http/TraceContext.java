package dev.patienttests.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The {@code traceparent} header of W3C Trace Context (level 1, version 00).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param parentId 16 lower-case hexadecimal digits, not all zero
 * @param flags two lower-case hexadecimal digits
 */
public record TraceContext(String traceId, String parentId, String flags) {
  private static final int LONGEST = 512;

  /** What version 00 has: {@code 00-}, 32 digits, a dash, 16 digits, a dash, 2 digits. */
  private static final int LENGTH = 55;

  private static final int TRACE_AT = 3;
  private static final int PARENT_AT = 36;
  private static final int FLAGS_AT = 53;

  /** Refuses parts that the recommendation calls invalid. */
  public TraceContext {
    if (!isId(traceId, PARENT_AT - TRACE_AT - 1)
        || !isId(parentId, FLAGS_AT - PARENT_AT - 1)
        || flags.length() != LENGTH - FLAGS_AT
        || !isHex(flags)) {
      throw new IllegalArgumentException("Not a valid trace context.");
    }
  }

  /**
   * The context that a {@code traceparent} holds; empty when it is invalid, which the
   * recommendation answers with a new trace. A version above 00 is read by its first four parts.
   */
  public static Optional<TraceContext> parse(String traceparent) {
    int length = traceparent.length();
    if (length < LENGTH || length > LONGEST) {
      return Optional.empty();
    }
    String version = traceparent.substring(0, TRACE_AT - 1);
    boolean ends = length == LENGTH || (traceparent.charAt(LENGTH) == '-' && !version.equals("00"));
    boolean parted =
        traceparent.charAt(TRACE_AT - 1) == '-'
            && traceparent.charAt(PARENT_AT - 1) == '-'
            && traceparent.charAt(FLAGS_AT - 1) == '-';
    if (!ends || !parted || !isHex(version) || version.equals("ff")) {
      return Optional.empty();
    }
    String traceId = traceparent.substring(TRACE_AT, PARENT_AT - 1);
    String parentId = traceparent.substring(PARENT_AT, FLAGS_AT - 1);
    String flags = traceparent.substring(FLAGS_AT, LENGTH);
    return isId(traceId, traceId.length()) && isId(parentId, parentId.length()) && isHex(flags)
        ? Optional.of(new TraceContext(traceId, parentId, flags))
        : Optional.empty();
  }

  private static boolean isId(String text, int length) {
    return text.length() == length && isHex(text) && !text.equals("0".repeat(length));
  }

  /** Digits in lower case; the recommendation has no others. */
  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /** A new, unsampled trace. */
  public static TraceContext start() {
    return start(new SecureRandom());
  }

  /** A new, unsampled trace with ids from the given source. */
  public static TraceContext start(RandomGenerator random) {
    return new TraceContext(hex(random, 16), hex(random, 8), "00");
  }

  /** The same trace with a new parent id: what a call made on behalf of this one carries. */
  public TraceContext child(RandomGenerator random) {
    return new TraceContext(traceId, hex(random, 8), flags);
  }

  /** The header's value, always written as version 00. */
  public String traceparent() {
    return "00-" + traceId + "-" + parentId + "-" + flags;
  }

  private static String hex(RandomGenerator random, int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    id[bytes - 1] |= 1; // never all zero
    return HexFormat.of().formatHex(id);
  }
}
