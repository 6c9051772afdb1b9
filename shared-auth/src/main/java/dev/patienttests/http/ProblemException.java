package dev.patienttests.http;

import java.util.List;
import java.util.Objects;

/**
 * A failure that the client may be told about: {@link Endpoint} turns it into problem details (RFC
 * 9457) with this status. The message becomes the {@code detail}, so it holds neither personal data
 * nor secrets nor text that the client sent.
 */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<FieldError> errors;

  /** A failure with a status from 400 to 599. */
  public ProblemException(int status, String detail) {
    this(status, detail, List.of());
  }

  /** A failure that names bad fields. */
  public ProblemException(int status, String detail, List<FieldError> errors) {
    super(Objects.requireNonNull(detail, "detail"));
    this.status = checked(status);
    this.errors = List.copyOf(errors);
  }

  /** A failure with a cause, which is for the log and never for the client. */
  public ProblemException(int status, String detail, Throwable cause) {
    super(Objects.requireNonNull(detail, "detail"), cause);
    this.status = checked(status);
    this.errors = List.of();
  }

  /** 400, the request is malformed or breaks a rule. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(400, detail);
  }

  /** 400 with the fields that break a rule. */
  public static ProblemException invalid(List<FieldError> errors) {
    return new ProblemException(400, "The request has invalid fields.", errors);
  }

  /** 401, the caller is not known. */
  public static ProblemException unauthenticated() {
    return new ProblemException(401, "The caller is not authenticated.");
  }

  /** 403, the caller is known and may not do this. */
  public static ProblemException forbidden(String detail) {
    return new ProblemException(403, detail);
  }

  /** 404, nothing is there. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(404, detail);
  }

  /** 409, the request contradicts what is stored. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(409, detail);
  }

  /** The status of the answer. */
  public final int status() {
    return status;
  }

  /** The bad fields, if the failure is about fields. */
  public final List<FieldError> errors() {
    return errors;
  }

  private static int checked(int status) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("Not the status of an error: " + status);
    }
    return status;
  }
}
