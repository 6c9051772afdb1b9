package dev.patienttests.local.gateway.document;

import java.util.Arrays;

/** Tells plain values from expressions. */
final class PolicyValues {
  private PolicyValues() {}

  /** Offsets of a text that stands in its source as it is. */
  static int[] identity(String text, int start) {
    int[] offsets = new int[text.length() + 1];
    Arrays.setAll(offsets, i -> start + i);
    return offsets;
  }

  /** {@code offsets} has one entry for each character of {@code text} and one for its end. */
  static PolicyValue read(SourceText source, String text, int[] offsets) {
    String trimmed = text.strip();
    if (!trimmed.startsWith("@(") && !trimmed.startsWith("@{")) {
      return new PolicyValue(PolicyValue.Kind.TEXT, text, offsets, source);
    }
    int start = text.indexOf('@');
    int end = new CSharpBrackets(text).closing(start + 1);
    if (end < 0) {
      throw new PolicyLoadException(
          source.positionAt(offsets[start]), "the expression is not closed");
    }
    if (!text.substring(end).isBlank()) {
      throw new PolicyLoadException(
          source.positionAt(offsets[end]), "an expression must be the whole value");
    }
    PolicyValue.Kind kind =
        text.charAt(start + 1) == '(' ? PolicyValue.Kind.EXPRESSION : PolicyValue.Kind.BLOCK;
    return new PolicyValue(
        kind,
        text.substring(start + 2, end - 1),
        Arrays.copyOfRange(offsets, start + 2, end),
        source);
  }
}
