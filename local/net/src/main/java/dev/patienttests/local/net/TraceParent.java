package dev.patienttests.local.net;

import java.util.Optional;

/**
 * What a {@code traceparent} of version 00 says (W3C Trace Context, section 3.2).
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 */
public record TraceParent(String traceId, String spanId) {
  /** Name of the header. */
  public static final String HEADER = "traceparent";

  private static final int LENGTH = 55;
  private static final int TRACE = 3;
  private static final int SPAN = 36;
  private static final int FLAGS = 53;

  /** Its parts; empty where it is not of the form, or an id is all zeros. */
  public static Optional<TraceParent> read(String text) {
    boolean formed =
        text.length() == LENGTH
            && text.startsWith("00-")
            && text.charAt(SPAN - 1) == '-'
            && text.charAt(FLAGS - 1) == '-'
            && isHex(text, TRACE, SPAN - 1)
            && isHex(text, SPAN, FLAGS - 1)
            && isHex(text, FLAGS, LENGTH);
    if (!formed || isZero(text, TRACE, SPAN - 1) || isZero(text, SPAN, FLAGS - 1)) {
      return Optional.empty();
    }
    return Optional.of(
        new TraceParent(text.substring(TRACE, SPAN - 1), text.substring(SPAN, FLAGS - 1)));
  }

  private static boolean isHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }
}
