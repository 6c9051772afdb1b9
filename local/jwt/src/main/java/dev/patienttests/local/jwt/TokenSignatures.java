package dev.patienttests.local.jwt;

import static dev.patienttests.local.jwt.TokenChecks.refused;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import dev.patienttests.local.jwt.SigningKeys.VerificationKey;
import dev.patienttests.local.jwt.Validation.Reason;
import dev.patienttests.local.jwt.Validation.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Checks signatures. A key serves the algorithms of its kind alone, so that no published key is
 * ever taken for a secret; what a header says about where keys are ({@code jku}, {@code x5u},
 * {@code jwk}) is not looked at.
 */
record TokenSignatures(Rules.Details details, VerifiedSignatures verified) {

  Optional<Refused> check(ParsedToken token, SigningKeys keys) {
    if (token.signature().isEmpty() && !details.requireSignature()) {
      return Optional.empty();
    }
    if (!details.algorithms().contains(token.algorithm())) {
      return refused(
          Reason.ALGORITHM, "The token is not signed with an algorithm that is admitted");
    }
    Optional<VerificationKey> named = keys.namedBy(token);
    if (named.isPresent()) {
      if (!named.get().algorithms().contains(token.algorithm())) {
        return refused(Reason.ALGORITHM, "The key that the token names is for other algorithms");
      }
      return verifies(named.get(), token)
          ? Optional.empty()
          : refused(Reason.SIGNATURE, "The signature is not that of the key that the token names");
    }
    return details.tryAllKeys() && keys.all().stream().anyMatch(key -> verifies(key, token))
        ? Optional.empty()
        : refused(Reason.KEY_NOT_FOUND, "No key of the issuer verifies the signature");
  }

  private boolean verifies(VerificationKey key, ParsedToken token) {
    if (verified.contains(key, token)) {
      return true;
    }
    boolean valid = isSigned(key, token);
    if (valid) {
      verified.add(key, token);
    }
    return valid;
  }

  private static boolean isSigned(VerificationKey key, ParsedToken token) {
    try {
      ParsedToken.decode(token.signature());
      return key.algorithms().contains(token.algorithm())
          && key.verifier()
              .verify(
                  new JWSHeader(JWSAlgorithm.parse(token.algorithm())),
                  token.signed().getBytes(StandardCharsets.US_ASCII),
                  new Base64URL(token.signature()));
    } catch (JOSEException | IOException e) {
      return false;
    }
  }
}
