package dev.patienttests.local.jwt;

/** What came of the validation of a token. */
public sealed interface Validation {

  /** The token is good. */
  record Accepted(Claims claims) implements Validation {}

  /**
   * The token is not good.
   *
   * @param message for a log: it holds nothing of the token but names of parts and times
   */
  record Refused(Reason reason, String message) implements Validation {}

  /** Why a token is refused: the first check that fails, in the order of Microsoft's library. */
  enum Reason {
    /** No token, or one beyond the size limit. */
    MISSING,
    TOO_LONG,
    /** Not three Base64url parts with JSON objects, or a registered claim of the wrong type. */
    MALFORMED,
    /** An algorithm that is not admitted, {@code none} among them. */
    ALGORITHM,
    /** No key, or none that verifies the signature of a token with an unknown key id. */
    KEY_NOT_FOUND,
    /** The key that the token names does not verify its signature. */
    SIGNATURE,
    NO_EXPIRATION,
    NOT_YET_VALID,
    EXPIRED,
    /** Ends before it begins. */
    LIFETIME,
    AUDIENCE,
    ISSUER,
    TYPE
  }
}
