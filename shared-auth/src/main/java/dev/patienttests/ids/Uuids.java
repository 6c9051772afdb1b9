package dev.patienttests.ids;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * UUIDs (RFC 9562) as texts. {@link UUID#fromString} takes texts that are none, such as {@code
 * 1-1-1-1-1}, so it is no check.
 */
public final class Uuids {
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Uuids() {}

  /** Whether the text is a UUID of 36 characters, in any case. */
  public static boolean isCanonical(String text) {
    return CANONICAL.matcher(text).matches();
  }

  /** The text in lower case, if it is a UUID of 36 characters. */
  public static Optional<String> canonical(String text) {
    return Optional.of(text).filter(Uuids::isCanonical).map(id -> id.toLowerCase(Locale.ROOT));
  }

  /**
   * A UUID of version 8, whose bits are the caller's own choice.
   *
   * @param hash at least 16 bytes, of which the first 16 are taken
   * @return in lower case
   */
  public static String version8(byte[] hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    long high = (bytes.getLong() & ~0xF000L) | 0x8000L; // version 8
    long low = (bytes.getLong() & ~(3L << 62)) | (2L << 62); // variant of RFC 9562
    return new UUID(high, low).toString();
  }
}
