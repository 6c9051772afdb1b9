package dev.patienttests.local.audit;

/** Ends a check at the first bad record or seal. */
final class BrokenTrailException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String position;

  BrokenTrailException(String position, String reason) {
    super(reason);
    this.position = position;
  }

  Verdict.Broken verdict() {
    return new Verdict.Broken(position, getMessage());
  }
}
