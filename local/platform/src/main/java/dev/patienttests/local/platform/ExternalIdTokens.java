package dev.patienttests.local.platform;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Tokens of the External ID tenant, version 2 (Microsoft identity platform documentation, "Access
 * token claims reference"). Nobody signs in here: whoever can read the data directory says for whom
 * a token is.
 */
public final class ExternalIdTokens {

  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Duration BACKDATED = Duration.ofMinutes(5);

  private final ExternalIdTenant tenant;
  private final TokenSigner signer;

  private ExternalIdTokens(ExternalIdTenant tenant, TokenSigner signer) {
    this.tenant = tenant;
    this.signer = signer;
  }

  /** Opens the tenant's keys in a data directory. */
  public static ExternalIdTokens open(Path dataDirectory, ExternalIdTenant tenant) {
    return new ExternalIdTokens(tenant, TokenSigner.open(dataDirectory, TokenSigner.EXTERNAL_ID));
  }

  /** A token by which a client acts for a user, as far as its scopes go. */
  public String delegated(String client, String user, List<String> scopes, Instant now) {
    String objectId = stableId("user " + user);
    return signer.sign(
        claims(client, now)
            .subject(stableId("subject " + user + " at " + client))
            .claim("oid", objectId)
            .claim("name", user)
            .claim("azpacr", "0")
            .claim("scp", String.join(" ", scopes))
            .build());
  }

  /** A token by which a client acts for itself, in these roles. */
  public String appOnly(String client, List<String> roles, Instant now) {
    String objectId = stableId("object of " + client);
    JWTClaimsSet.Builder claims =
        claims(client, now)
            .subject(objectId)
            .claim("oid", objectId)
            .claim("idtyp", "app")
            .claim("azpacr", "1");
    if (!roles.isEmpty()) {
      claims.claim("roles", roles);
    }
    return signer.sign(claims.build());
  }

  private JWTClaimsSet.Builder claims(String client, Instant now) {
    Instant from = now.minus(BACKDATED);
    return new JWTClaimsSet.Builder()
        .audience(tenant.audience())
        .issuer(tenant.issuer())
        .issueTime(TokenSigner.date(from))
        .notBeforeTime(TokenSigner.date(from))
        .expirationTime(TokenSigner.date(now.plus(LIFETIME)))
        .claim("azp", stableId("application " + client))
        .claim("tid", tenant.tenantId())
        .claim("uti", UUID.randomUUID().toString())
        .claim("ver", "2.0");
  }

  private String stableId(String name) {
    return UUID.nameUUIDFromBytes((tenant.tenantId() + " " + name).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
