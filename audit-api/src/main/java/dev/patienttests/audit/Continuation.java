package dev.patienttests.audit;

import dev.patienttests.http.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next page of a query begins, as text that means nothing to who sends it back. It holds
 * the place of a record and nothing about a patient, and leads to no other records than the query
 * that it comes with.
 */
final class Continuation {
  /** The header that an answer carries it in, and the next request. */
  static final String HEADER = "x-continuation";

  private static final int LONGEST = 128;
  private static final Pattern NUMBER = Pattern.compile("n([0-9]{1,10})");
  private static final Pattern POSITION = Pattern.compile("p([^ ]{20,30}) ([0-9]{2}-[0-9]{10})");

  private Continuation() {}

  /** After the record of a chain with this number. */
  static String after(long number) {
    return encode("n" + number);
  }

  /** After the record at this position. */
  static String after(Position position) {
    return encode("p" + Timestamps.write(position.time()) + " " + position.id());
  }

  /** The number; empty when the text is not one of {@link #after(long)}. */
  static Optional<Long> number(String text) {
    return decode(text, NUMBER).map(parts -> Long.parseLong(parts.group(1)));
  }

  /** The position; empty when the text is not one of {@link #after(Position)}. */
  static Optional<Position> position(String text) {
    return decode(text, POSITION)
        .flatMap(
            parts ->
                Timestamps.parse(parts.group(1)).map(time -> new Position(time, parts.group(2))));
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<Matcher> decode(String text, Pattern form) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return Optional.of(form.matcher(new String(bytes, StandardCharsets.US_ASCII)))
          .filter(Matcher::matches);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
