package dev.patienttests.local.gateway.document;

/** An expression that was cut out of a document, with the place of each character. */
final class Cut {
  private final String code;
  private final int[] offsets;

  Cut(String code, int[] offsets) {
    this.code = code;
    this.offsets = offsets;
  }

  String code() {
    return code;
  }

  int[] offsets() {
    return offsets;
  }
}
