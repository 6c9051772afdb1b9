package dev.patienttests.secrets;

import java.net.URI;

/** Reads the current version of a secret from its store. */
@FunctionalInterface
public interface SecretReader {
  /**
   * The secret's value now.
   *
   * @param secret versionless URI, {@code https://<vault>/secrets/<name>}
   * @throws RuntimeException when the store is away or refuses; never holds the value
   */
  String read(URI secret);
}
