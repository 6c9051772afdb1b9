package dev.patienttests.local.bicep;

/** Helpers of {@link Value}. */
final class Values {
  /** What stands for a secure value where text is written. */
  static final String SECRET = "(secure)";

  private Values() {}

  static String hidden(Value value, String text) {
    return value.secure() ? SECRET : text;
  }
}
