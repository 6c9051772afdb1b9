package dev.patienttests.local.gateway.document;

import java.util.Optional;

/**
 * A document that the gateway refuses to load. The message names file, line, column, policy and
 * attribute as far as they are known.
 */
public final class PolicyLoadException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Position position;
  private final String detail;
  private final String statement;

  /** A refusal at a place that belongs to no policy. */
  public PolicyLoadException(Position position, String detail) {
    super(position + ": " + detail);
    this.position = position;
    this.detail = detail;
    this.statement = detail;
  }

  private PolicyLoadException(Position position, String where, String detail) {
    super(position + ": " + where + ": " + detail);
    this.position = position;
    this.detail = detail;
    this.statement = where + ": " + detail;
  }

  /** A refusal of a policy, or of one of its attributes. */
  public static PolicyLoadException in(
      Position position, String policy, Optional<String> attribute, String detail) {
    return new PolicyLoadException(
        position,
        "<" + policy + ">" + attribute.map(a -> " attribute '" + a + "'").orElse(""),
        detail);
  }

  /** Where the refused thing stands. */
  public Position position() {
    return position;
  }

  /** The message without the place: policy, attribute and reason. */
  public String statement() {
    return statement;
  }

  /** The reason without the place. */
  public String detail() {
    return detail;
  }
}
