package dev.patienttests.local.jwt;

import dev.patienttests.local.jwt.OpenIdConfiguration.Issuer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose tokens are trusted: issuers that publish their keys, and keys that were given. A token must
 * be signed and issued by the same of them.
 *
 * @param published issuers that publish their keys
 * @param given keys whose issuers are those of the rules; where there are neither rules nor
 *     published issuers, any
 * @param entra whether the published issuers are tenants of Microsoft Entra, which issue tokens
 *     under two names each
 */
public record TrustedIssuers(
    List<OpenIdConfiguration> published, SigningKeys given, boolean entra) {

  /** Keeps a copy. */
  public TrustedIssuers {
    published = List.copyOf(published);
  }

  /**
   * What could be had of the published issuers.
   *
   * @param missing why one is not among them
   */
  record Known(List<Issuer> issuers, Optional<IOException> missing) {}

  Known current() {
    List<Issuer> issuers = new ArrayList<>();
    Optional<IOException> missing = Optional.empty();
    for (OpenIdConfiguration configuration : published) {
      try {
        issuers.add(configuration.current());
      } catch (IOException e) {
        missing = Optional.of(e);
      }
    }
    return new Known(issuers, missing);
  }

  /** The same where nobody has to be asked; else empty. */
  Optional<Known> fresh() {
    List<Issuer> issuers = new ArrayList<>(published.size());
    for (OpenIdConfiguration configuration : published) {
      Optional<Issuer> issuer = configuration.fresh();
      if (issuer.isEmpty()) {
        return Optional.empty();
      }
      issuers.add(issuer.get());
    }
    return Optional.of(new Known(issuers, Optional.empty()));
  }

  /** What there is after all have been asked again whose keys could be had before. */
  Known refreshed(Known before) {
    List<Issuer> issuers = new ArrayList<>();
    for (OpenIdConfiguration configuration : published) {
      configuration.refreshedIfKnown().ifPresent(issuers::add);
    }
    return new Known(issuers, before.missing());
  }
}
