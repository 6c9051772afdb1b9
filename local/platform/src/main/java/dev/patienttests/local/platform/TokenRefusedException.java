package dev.patienttests.local.platform;

/** A request for a token that the directory declines; the message begins with its AADSTS code. */
final class TokenRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String error;

  TokenRefusedException(String error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /** The HTTP status that goes with it: 401 where the client did not prove who it is. */
  int status() {
    return error.equals("invalid_client") ? 401 : 400;
  }

  /** The error code of RFC 6749, section 5.2. */
  String error() {
    return error;
  }
}
