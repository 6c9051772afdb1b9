package dev.patienttests.local.platform;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.patienttests.local.jwt.SigningKeys;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Issues access tokens of the tenant.
 *
 * <p>It signs whatever it is told to. Over HTTP only {@link TokenService} reaches it, with its
 * rules; tests and drills open it on the data directory to make the tokens that no rule would
 * allow.
 */
public final class TokenIssuer {

  private final String tenantId;
  private final TokenSigner signer;

  TokenIssuer(String tenantId, TokenSigner signer) {
    this.tenantId = tenantId;
    this.signer = signer;
  }

  /**
   * Opens the tenant's keys in a data directory, and makes the first one where there is none.
   *
   * @throws IllegalStateException when the file does not hold keys
   * @throws UncheckedIOException when it cannot be read or written
   */
  public static TokenIssuer open(Path dataDirectory, String tenantId) {
    return new TokenIssuer(tenantId, TokenSigner.open(dataDirectory, TokenSigner.ENTRA));
  }

  /** The public keys as a JWKS (RFC 7517). */
  public String publicKeys() {
    return signer.publicKeys();
  }

  SigningKeys verification() {
    return signer.verification();
  }

  /** The issuer that tokens of a version name. */
  public String issuer(int version) {
    return version == 1
        ? "https://sts.windows.net/" + tenantId + "/"
        : "https://login.microsoftonline.com/" + tenantId + "/v2.0";
  }

  /** A signed token with these claims, whatever they are. */
  public String issue(AccessToken token) {
    boolean v1 = token.version() == 1;
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .audience(token.audience())
            .issuer(issuer(token.version()))
            .issueTime(TokenSigner.date(token.notBefore()))
            .notBeforeTime(TokenSigner.date(token.notBefore()))
            .expirationTime(TokenSigner.date(token.expiresOn()))
            .claim(v1 ? "appid" : "azp", token.clientId())
            .claim(v1 ? "appidacr" : "azpacr", token.proof().value())
            .claim("idtyp", "app")
            .claim("oid", token.principalId())
            .subject(token.principalId())
            .claim("tid", tenantId)
            .claim("uti", UUID.randomUUID().toString())
            .claim("ver", v1 ? "1.0" : "2.0");
    if (v1) {
      claims.claim("idp", issuer(1));
    }
    if (!token.roles().isEmpty()) {
      claims.claim("roles", token.roles());
    }
    return signer.sign(claims.build());
  }
}
