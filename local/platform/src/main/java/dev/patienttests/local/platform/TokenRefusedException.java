package dev.patienttests.local.platform;

/** A request for a token that the directory declines; the message begins with its AADSTS code. */
final class TokenRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String error;

  TokenRefusedException(String error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /** The error code of RFC 6749, section 5.2. */
  String error() {
    return error;
  }
}
