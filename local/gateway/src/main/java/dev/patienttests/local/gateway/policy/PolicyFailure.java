package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.LastError;
import java.util.Optional;

/** An error of the pipeline: ends the section and runs on-error. */
public final class PolicyFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;
  private final transient Optional<String> bodyMessage;
  private final transient Headers headers;
  private final transient Optional<LastError> error;

  private PolicyFailure(
      int status,
      String reason,
      String message,
      Optional<String> bodyMessage,
      Headers headers,
      Optional<LastError> error) {
    super(message, null, false, false);
    this.status = status;
    this.reason = reason;
    this.bodyMessage = bodyMessage;
    this.headers = headers;
    this.error = error;
  }

  /**
   * A refusal whose text the caller sees.
   *
   * @param message what {@code LastError.Message} says
   * @param bodyMessage what the default body says
   */
  public static PolicyFailure refused(
      int status, String reason, String message, String bodyMessage, Headers headers) {
    return new PolicyFailure(
        status, reason, message, Optional.of(bodyMessage), headers, Optional.empty());
  }

  /** A refusal of a step that is built into the gateway. */
  public static PolicyFailure builtIn(
      int status, LastError error, String bodyMessage, Headers headers) {
    return new PolicyFailure(
        status,
        error.reason(),
        error.message(),
        Optional.of(bodyMessage),
        headers,
        Optional.of(error));
  }

  /** A fault that the caller sees as an internal server error. */
  public static PolicyFailure fault(String reason, String message) {
    return new PolicyFailure(
        500, reason, message, Optional.empty(), new Headers(), Optional.empty());
  }

  /** A fault of an expression. */
  public static PolicyFailure expression(String message) {
    return fault("ExpressionValueEvaluationFailure", "Expression evaluation failed. " + message);
  }

  PolicyFailure at(LastError place) {
    return new PolicyFailure(
        status, reason, getMessage(), bodyMessage, headers, Optional.of(place));
  }

  /** Status of the default response. */
  public int status() {
    return status;
  }

  /** Reason, as {@code LastError.Reason} shows it. */
  public String reason() {
    return reason;
  }

  /** Message of the default body; absent for faults. */
  public Optional<String> bodyMessage() {
    return bodyMessage;
  }

  /** Headers of the default response. */
  public Headers headers() {
    return headers;
  }

  /** Where it happened, once known. */
  public Optional<LastError> error() {
    return error;
  }
}
