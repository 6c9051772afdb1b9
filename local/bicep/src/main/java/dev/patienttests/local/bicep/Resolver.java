package dev.patienttests.local.bicep;

/** Replaces expressions by what the run time knows. */
final class Resolver {
  private Resolver() {}

  static Resolution resolve(Evaluation evaluation, RuntimeValues runtime) throws BicepException {
    throw new UnsupportedOperationException(evaluation.resources().size() + " " + runtime);
  }
}
