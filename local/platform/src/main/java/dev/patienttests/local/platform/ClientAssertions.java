package dev.patienttests.local.platform;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import dev.patienttests.local.jwt.Rules;
import dev.patienttests.local.jwt.TokenValidator;
import dev.patienttests.local.jwt.Validation;
import dev.patienttests.local.jwt.Validation.Reason;
import dev.patienttests.local.jwt.Validation.Refused;
import dev.patienttests.local.platform.PlatformConfig.FederatedCredential;
import dev.patienttests.local.platform.PlatformConfig.Registration;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds tokens of other issuers against the federated credentials of a client: issuer, subject and
 * audience exactly as the credential has them, then signature and times. The same token proves it
 * again until it ends (Microsoft Entra documentation, "Workload identity federation").
 */
final class ClientAssertions {

  private final Map<String, TokenSigner> issuers;
  private final Clock clock;

  /** Knows the keys of issuers, by what their tokens name as the issuer. */
  ClientAssertions(Map<String, TokenSigner> issuers, Clock clock) {
    this.issuers = Map.copyOf(issuers);
    this.clock = clock;
  }

  /**
   * Lets an assertion pass.
   *
   * @throws TokenRefusedException when it does not stand for the client
   */
  void require(Registration client, String assertion) throws TokenRefusedException {
    JWTClaimsSet claims = claims(assertion);
    List<FederatedCredential> all = client.federatedCredentials();
    List<FederatedCredential> ofIssuer =
        all.stream().filter(one -> one.issuer().equals(claims.getIssuer())).toList();
    List<FederatedCredential> ofSubject =
        ofIssuer.stream().filter(one -> one.subject().equals(claims.getSubject())).toList();
    if (ofIssuer.isEmpty()) {
      throw noRecord("AADSTS700211", "issuer");
    }
    if (ofSubject.isEmpty()) {
      throw noRecord("AADSTS700213", "subject");
    }
    FederatedCredential credential =
        ofSubject.stream()
            .filter(one -> claims.getAudience().stream().anyMatch(one.audiences()::contains))
            .findFirst()
            .orElseThrow(() -> noRecord("AADSTS700212", "audience"));
    requireSignature(credential, assertion);
  }

  private void requireSignature(FederatedCredential credential, String assertion)
      throws TokenRefusedException {
    Rules rules =
        new Rules(
            Set.copyOf(credential.audiences()),
            Set.of(credential.issuer()),
            AppTokens.SKEW,
            AppTokens.STRICT);
    TokenSigner issuer = Objects.requireNonNull(issuers.get(credential.issuer()));
    Validation validation =
        new TokenValidator(rules, clock).validate(assertion, issuer.verification());
    if (validation instanceof Refused refused) {
      boolean times =
          Stream.of(Reason.EXPIRED, Reason.NOT_YET_VALID, Reason.LIFETIME, Reason.NO_EXPIRATION)
              .anyMatch(refused.reason()::equals);
      throw refused(
          times
              ? "AADSTS700024: Client assertion is not within its valid time range."
              : "AADSTS700027: The assertion is not signed as it should be. "
                  + refused.message()
                  + ".");
    }
  }

  private static JWTClaimsSet claims(String assertion) throws TokenRefusedException {
    try {
      JWTClaimsSet claims = JWTParser.parse(assertion).getJWTClaimsSet();
      if (claims != null) {
        return claims;
      }
    } catch (ParseException e) {
      // the message could show the token
    }
    throw refused("AADSTS50027: JWT token is invalid or malformed.");
  }

  private static TokenRefusedException noRecord(String code, String what) {
    return refused(
        code
            + ": No matching federated identity record found for presented assertion "
            + what
            + ".");
  }

  private static TokenRefusedException refused(String message) {
    return new TokenRefusedException("invalid_client", message);
  }
}
