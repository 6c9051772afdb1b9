package dev.patienttests.local.storage;

/** A request that is refused, with the status and code that Azure documents for the reason. */
final class BlobException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  BlobException(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static BlobException badHeader(String name) {
    return new BlobException(400, "UnsupportedHeader", "The header " + name + " is not served.");
  }

  static BlobException notServed(String what) {
    return new BlobException(501, "NotImplemented", what + " is not served.");
  }

  static BlobException mismatch() {
    return new BlobException(
        403,
        "AuthorizationPermissionMismatch",
        "This request is not authorized to perform this operation using this permission.");
  }

  BlobAnswer answer() {
    return BlobAnswer.xml(
            status,
            "<Error><Code>"
                + code
                + "</Code><Message>"
                + Xml.text(getMessage())
                + "</Message></Error>")
        .with("x-ms-error-code", code);
  }
}
