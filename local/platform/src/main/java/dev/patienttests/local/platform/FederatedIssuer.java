package dev.patienttests.local.platform;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.patienttests.local.platform.PlatformConfig.FederatedCredential;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Another party's provider, whose tokens stand for a client of the tenant (workload identity
 * federation).
 *
 * @param issuer an https address without a path, under which it publishes its metadata
 */
public record FederatedIssuer(String issuer) {

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  /**
   * An issuer.
   *
   * @throws IllegalArgumentException when it is no https address of a host alone
   */
  public FederatedIssuer {
    if (!issuer.matches("https://[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
      throw new IllegalArgumentException(
          "issuer " + issuer + " is no https address of a host, without port and path");
    }
  }

  /** The name that it answers to. */
  public String hostName() {
    return URI.create(issuer).getHost();
  }

  /** A token that proves to the tenant what the credential asks for. */
  public String assertion(Path dataDirectory, FederatedCredential credential, Instant now) {
    return TokenSigner.open(dataDirectory, hostName())
        .sign(
            new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(credential.subject())
                .audience(credential.audiences())
                .issueTime(TokenSigner.date(now))
                .notBeforeTime(TokenSigner.date(now))
                .expirationTime(TokenSigner.date(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .build());
  }
}
