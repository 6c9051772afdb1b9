package dev.patienttests.auth.client;

/**
 * An accepted answer.
 *
 * @param status one of the accepted ones
 * @param body the answer as its schema reads it
 * @param <T> what it was read as
 */
public record ApiAnswer<T>(int status, T body) {
  /** Without the body, which may hold personal data. */
  @Override
  public String toString() {
    return "ApiAnswer[status=" + status + "]";
  }
}
