package dev.patienttests.auth.caller;

import java.util.Optional;

/**
 * Decodes principals and remembers the last one: an app has one caller or two, and Easy Auth writes
 * the same header for as long as a caller shows the same token.
 */
final class ClientPrincipals {
  private volatile Optional<Decoded> last = Optional.empty();

  private record Decoded(String header, CallerPrincipal caller) {}

  /**
   * The caller whom a header names.
   *
   * @throws dev.patienttests.http.ProblemException 401 for a header that names nobody
   */
  CallerPrincipal of(String header) {
    Optional<Decoded> known = last.filter(decoded -> decoded.header().equals(header));
    if (known.isPresent()) {
      return known.get().caller();
    }
    CallerPrincipal caller = ClientPrincipalHeader.decode(header);
    last = Optional.of(new Decoded(header, caller));
    return caller;
  }
}
