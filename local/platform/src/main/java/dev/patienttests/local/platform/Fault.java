package dev.patienttests.local.platform;

import java.util.Locale;

/** What can be wrong with a token that is made for a drill: every validator must refuse it. */
public enum Fault {
  /** It ended an hour ago. */
  EXPIRED,
  /** It begins in an hour. */
  NOT_YET_VALID,
  /** It never ends. */
  NO_EXPIRY,
  /** It is for another API. */
  WRONG_AUDIENCE,
  /** Another tenant gave it out, whose tokens the same keys sign, as at Microsoft. */
  WRONG_ISSUER,
  /** {@code alg} is {@code none}, and there is no signature. */
  NONE,
  /** HS256 with the text of the public key (PEM) as the secret. */
  HS256_PUBLIC_KEY,
  /** HS256 with the modulus of the public key as the secret. */
  HS256_MODULUS,
  /** Well signed, by a key that nobody has published. */
  UNKNOWN_KID,
  /** Signed by another key, which it calls by the name of the published one. */
  WRONG_KEY,
  /** More roles and scopes than were signed. */
  TAMPERED,
  /** Signed by another key; the header says where to fetch that. */
  JKU,
  /** Signed by another key, which the header brings along. */
  JWK;

  /** As it is written on a command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
