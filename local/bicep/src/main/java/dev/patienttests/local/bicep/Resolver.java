package dev.patienttests.local.bicep;

import java.util.List;
import java.util.Map;

/** Replaces expressions by what the run time knows. */
final class Resolver {
  private Resolver() {}

  static Resolution resolve(Evaluation evaluation, RuntimeValues runtime) throws BicepException {
    if (!evaluation.resources().isEmpty()) {
      throw new UnsupportedOperationException("resolve with " + runtime);
    }
    return new Resolution(List.of(), Map.of());
  }
}
