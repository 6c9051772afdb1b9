package dev.patienttests.http;

import java.util.Objects;

/**
 * One bad field of a request.
 *
 * @param field where it is, for example {@code resource.id}; never what the client wrote there
 * @param message what would be right
 */
public record FieldError(String field, String message) {
  /** Both parts are required. */
  public FieldError {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(message, "message");
  }
}
