package dev.patienttests.local.jwt;

/** The keys of an issuer, as its JWKS lists them. */
public final class SigningKeys {

  /**
   * Reads a JWKS (RFC 7517). Keys for another use than {@code sig}, of a type that is not RSA or
   * EC, and symmetric ones are left out.
   *
   * @throws IllegalArgumentException when the text is no JWKS
   */
  public static SigningKeys fromJwks(String json) {
    return pending();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T pending() {
    throw new UnsupportedOperationException();
  }
}
