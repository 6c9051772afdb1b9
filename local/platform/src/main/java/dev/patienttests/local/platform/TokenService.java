package dev.patienttests.local.platform;

import dev.patienttests.local.platform.AccessToken.Proof;
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
 * they are as stable as Azure's. Tokens of clients last an hour, and each is a new one.
 */
final class TokenService {

  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final Duration CLIENT_LIFETIME = Duration.ofHours(1);

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
    Caller caller =
        new Caller(
            identity.name(),
            identity.clientId(),
            identity.principalId(),
            Proof.ASSERTION,
            LIFETIME);
    Issued issued = issue(caller, resource, now);
    cache.put(key, issued);
    return issued;
  }

  /**
   * A token of a client that has proved who it is.
   *
   * @throws TokenRefusedException when the resource is not known, or the client is not assigned
   */
  Issued issue(Registration client, Proof proof, String resource) throws TokenRefusedException {
    Caller caller =
        new Caller(
            client.displayName(), client.clientId(), client.principalId(), proof, CLIENT_LIFETIME);
    return issue(caller, resource, clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** The tokens that were kept are given out no more: they are signed with another key. */
  void forget() {
    cache.clear();
  }

  /** Whoever a token is for. */
  private record Caller(
      String name, String clientId, String principalId, Proof proof, Duration lifetime) {}

  private Issued issue(Caller caller, String resource, Instant now) throws TokenRefusedException {
    Instant notBefore = now.minus(BACKDATED);
    Instant expiresOn = now.plus(caller.lifetime());
    Audience audience = audience(caller, resource);
    AccessToken claims =
        new AccessToken(
            audience.version(),
            audience.name(),
            caller.clientId(),
            caller.principalId(),
            caller.proof(),
            audience.roles(),
            notBefore,
            expiresOn);
    return new Issued(issuer.issue(claims), notBefore, expiresOn);
  }

  /** What a resource is called in tokens for it, and what the caller may do there. */
  private record Audience(int version, String name, List<String> roles) {}

  private Audience audience(Caller caller, String resource) throws TokenRefusedException {
    String service = withoutSlash(resource);
    if (Tenant.SERVICES.contains(service)) {
      return new Audience(1, service, List.of());
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
    requireAssignment(caller, registration);
    int version = registration.tokenVersion();
    return new Audience(
        version,
        version == 2 ? registration.clientId() : resource,
        Tenant.roles(registration, caller.principalId()));
  }

  private static void requireAssignment(Caller caller, Registration registration)
      throws TokenRefusedException {
    if (registration.appRoleAssignmentRequired()
        && !Tenant.isAssigned(registration, caller.principalId())) {
      throw new TokenRefusedException(
          "invalid_grant",
          "AADSTS501051: Application '"
              + caller.clientId()
              + "' ("
              + caller.name()
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
