package dev.patienttests.local.bicep;

/** Helpers of {@link Value}. */
final class Values {
  private Values() {}

  static String hidden(Value value, String text) {
    return value.secure() ? "(secure)" : text;
  }
}
