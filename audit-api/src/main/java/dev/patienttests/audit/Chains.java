package dev.patienttests.audit;

import dev.patienttests.ids.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The hash chains of the audit. Their number is fixed for the life of the container: an event is
 * unique only within its chain, so the same event must always find the same one.
 */
final class Chains {
  /** How many there are; a power of two that a byte can choose from. */
  static final int NUMBER = 64;

  /** How a chain is named: {@code 00} to {@code 63}. */
  static final Pattern NAME = Pattern.compile("[0-5][0-9]|6[0-3]");

  /** What the first record of a chain and the first seal have for the hash before them. */
  static final String NO_HASH = "0".repeat(64);

  private Chains() {}

  /** All names in order. */
  static List<String> names() {
    return IntStream.range(0, NUMBER).mapToObj(Chains::name).toList();
  }

  /** The chain of an event, chosen by the SHA-256 of its id in lower case. */
  static String of(String eventId) {
    return name(Sha256.of(eventId.toLowerCase(Locale.ROOT))[0] & (NUMBER - 1));
  }

  private static String name(int index) {
    return digits(2, index);
  }

  /** A number with zeros before it; a format would be parsed for every record. */
  static String digits(int length, long number) {
    String digits = Long.toString(number);
    return "0".repeat(length - digits.length()) + digits;
  }
}
