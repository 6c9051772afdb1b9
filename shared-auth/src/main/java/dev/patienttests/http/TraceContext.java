package dev.patienttests.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code traceparent} header of W3C Trace Context (level 1, version 00).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param parentId 16 lower-case hexadecimal digits, not all zero
 * @param flags two lower-case hexadecimal digits
 */
public record TraceContext(String traceId, String parentId, String flags) {
  private static final Pattern TRACEPARENT =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final Pattern ZEROS = Pattern.compile("0+");
  private static final int LONGEST = 512;

  /** Refuses parts that the recommendation calls invalid. */
  public TraceContext {
    if (parse0("00-" + traceId + "-" + parentId + "-" + flags).isEmpty()) {
      throw new IllegalArgumentException("Not a valid trace context.");
    }
  }

  private TraceContext(Matcher parsed) {
    this(parsed.group(2), parsed.group(3), parsed.group(4));
  }

  /**
   * The context that a {@code traceparent} holds; empty when it is invalid, which the
   * recommendation answers with a new trace. A version above 00 is read by its first four parts.
   */
  public static Optional<TraceContext> parse(String traceparent) {
    return parse0(traceparent).map(TraceContext::new);
  }

  private static Optional<Matcher> parse0(String traceparent) {
    if (traceparent.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher matcher = TRACEPARENT.matcher(traceparent);
    if (!matcher.matches() || "ff".equals(matcher.group(1))) {
      return Optional.empty();
    }
    boolean trailing = matcher.group(5) != null;
    if (("00".equals(matcher.group(1)) && trailing)
        || ZEROS.matcher(matcher.group(2)).matches()
        || ZEROS.matcher(matcher.group(3)).matches()) {
      return Optional.empty();
    }
    return Optional.of(matcher);
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
