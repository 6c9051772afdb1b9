package dev.patienttests.local.bicep;

/**
 * One finding in a Bicep file.
 *
 * @param severity how bad it is
 * @param code the compiler's code ({@code BCP057}), or {@code unsupported}, {@code limit} or {@code
 *     evaluation} for what only this evaluator says
 * @param origin where
 * @param message what, in one sentence
 */
public record Diagnostic(Severity severity, String code, Origin origin, String message) {

  /** Levels of a finding. */
  public enum Severity {
    /** The file cannot be evaluated. */
    ERROR,
    /** The file can be evaluated, but should be looked at. */
    WARNING
  }

  /** An error. */
  public static Diagnostic error(String code, Origin origin, String message) {
    return new Diagnostic(Severity.ERROR, code, origin, message);
  }

  /** The finding as {@code file:line:column: error CODE: message}. */
  @Override
  public String toString() {
    String level = severity == Severity.ERROR ? "error" : "warning";
    return origin + ": " + level + " " + code + ": " + message;
  }
}
