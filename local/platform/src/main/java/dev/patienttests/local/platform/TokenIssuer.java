package dev.patienttests.local.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.patienttests.local.net.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * Signs access tokens with the tenant's key, which lies in the platform's data directory.
 *
 * <p>It signs whatever it is told to. Over HTTP only {@link TokenService} reaches it, with its
 * rules; tests open it on the data directory to make the tokens that no rule would allow.
 */
public final class TokenIssuer {

  private static final String KEY_FILE = "entra-signing-key.json";
  private static final int KEY_BITS = 2048;

  private final String tenantId;
  private final RSAKey key;
  private final RSASSASigner signer;

  private TokenIssuer(String tenantId, RSAKey key) {
    this.tenantId = tenantId;
    this.key = key;
    try {
      this.signer = new RSASSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("The signing key cannot sign", e);
    }
  }

  /**
   * Reads the key of a data directory, or makes one where there is none, readable by its owner
   * alone.
   *
   * @throws IllegalStateException when the file does not hold a key
   * @throws UncheckedIOException when it cannot be read or written
   */
  public static TokenIssuer open(Path dataDirectory, String tenantId) {
    Path file = dataDirectory.resolve(KEY_FILE);
    try {
      if (!Files.exists(file)) {
        PrivateFiles.writeDurably(file, newKey().toJSONString().getBytes(StandardCharsets.UTF_8));
      }
      return new TokenIssuer(tenantId, RSAKey.parse(Files.readString(file)));
    } catch (ParseException e) {
      throw new IllegalStateException("There is no signing key in " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(KEY_BITS)
          .keyUse(KeyUse.SIGNATURE)
          .keyID(UUID.randomUUID().toString())
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java makes no RSA keys", e);
    }
  }

  /** The public key as a JWKS (RFC 7517). */
  public String publicKeys() {
    return new JWKSet(key.toPublicJWK()).toString();
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
            .issueTime(date(token.notBefore()))
            .notBeforeTime(date(token.notBefore()))
            .expirationTime(date(token.expiresOn()))
            .claim(v1 ? "appid" : "azp", token.clientId())
            .claim(v1 ? "appidacr" : "azpacr", "2")
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
    return sign(claims.build());
  }

  private String sign(JWTClaimsSet claims) {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build(),
            claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("The signing key cannot sign", e);
    }
    return jwt.serialize();
  }

  @SuppressWarnings("JavaUtilDate") // what the JWT library takes
  private static Date date(Instant instant) {
    return Date.from(instant);
  }
}
