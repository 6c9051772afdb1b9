package dev.patienttests.audit;

/** The key that seals are signed with. Nobody can read it; it can only be told to sign. */
interface SealKey {
  /**
   * A signature.
   *
   * @param keyId identifier of the key with the version that signed
   * @param value r and s of ES256, 32 bytes each, as base64url without padding
   */
  record Signature(String keyId, String value) {}

  /**
   * Signs a SHA-256 digest with the key's current version.
   *
   * @throws dev.patienttests.http.UnavailableException when it cannot be had
   */
  Signature sign(byte[] digest);
}
