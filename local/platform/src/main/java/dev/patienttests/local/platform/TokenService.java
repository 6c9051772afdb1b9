package dev.patienttests.local.platform;

import dev.patienttests.local.platform.PlatformConfig.Identity;
import dev.patienttests.local.platform.PlatformConfig.Registration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Issues tokens by the directory's rules: a registration with {@code appRoleAssignmentRequired}
 * gives tokens to assigned principals alone, and roles are those that are assigned.
 *
 * <p>Tokens of managed identities last 24 hours and are kept until half of that is over, so that
 * they are as stable as Azure's.
 */
final class TokenService {

  private static final Duration LIFETIME = Duration.ofHours(24);

  /** Microsoft dates tokens back a little, for clocks that are late. */
  private static final Duration BACKDATED = Duration.ofMinutes(5);

  private final Tenant tenant;
  private final TokenIssuer issuer;
  private final Clock clock;
  private final Map<Key, Issued> cache = new ConcurrentHashMap<>();

  TokenService(Tenant tenant, TokenIssuer issuer, Clock clock) {
    this.tenant = tenant;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** A token with its times. */
  record Issued(String token, Instant notBefore, Instant expiresOn) {}

  private record Key(String clientId, String resource) {}

  /**
   * A token of a managed identity for a resource.
   *
   * @throws TokenRefusedException when the resource is not known, or the identity is not assigned
   */
  Issued issue(Identity identity, String resource) throws TokenRefusedException {
    Key key = new Key(identity.clientId(), resource);
    Optional<Issued> kept = Optional.ofNullable(cache.get(key));
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (kept.isPresent() && now.isBefore(kept.get().expiresOn().minus(LIFETIME.dividedBy(2)))) {
      return kept.get();
    }
    AccessToken claims = claims(identity, resource, now);
    Issued issued = new Issued(issuer.issue(claims), claims.notBefore(), claims.expiresOn());
    cache.put(key, issued);
    return issued;
  }

  private AccessToken claims(Identity identity, String resource, Instant now)
      throws TokenRefusedException {
    Instant notBefore = now.minus(BACKDATED);
    Instant expiresOn = now.plus(LIFETIME);
    String service = withoutSlash(resource);
    if (Tenant.SERVICES.contains(service)) {
      return new AccessToken(
          1, service, identity.clientId(), identity.principalId(), List.of(), notBefore, expiresOn);
    }
    Registration registration =
        tenant
            .registrationOf(resource)
            .orElseThrow(
                () ->
                    new TokenRefusedException(
                        "invalid_resource",
                        "AADSTS500011: The resource principal named "
                            + resource
                            + " was not found in the tenant "
                            + tenant.id()
                            + "."));
    requireAssignment(identity, registration);
    return new AccessToken(
        registration.tokenVersion(),
        registration.tokenVersion() == 2 ? registration.clientId() : resource,
        identity.clientId(),
        identity.principalId(),
        Tenant.roles(registration, identity.principalId()),
        notBefore,
        expiresOn);
  }

  private static void requireAssignment(Identity identity, Registration registration)
      throws TokenRefusedException {
    if (registration.appRoleAssignmentRequired()
        && !Tenant.isAssigned(registration, identity.principalId())) {
      throw new TokenRefusedException(
          "invalid_grant",
          "AADSTS501051: Application '"
              + identity.clientId()
              + "' ("
              + identity.name()
              + ") is not assigned to a role for the application '"
              + registration.clientId()
              + "' ("
              + registration.displayName()
              + ").");
    }
  }

  private static String withoutSlash(String resource) {
    return resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
  }
}
