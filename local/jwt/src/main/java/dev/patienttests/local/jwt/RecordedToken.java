package dev.patienttests.local.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A token whose outcome was recorded from Microsoft.IdentityModel.
 *
 * @param one the recorded case
 * @param keys the keys, defaults and base claims that all cases refer to
 */
public record RecordedToken(JsonNode one, JsonNode keys) {
  private static final Set<String> SIGNATURES =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "HS256",
          "HS384", "HS512");
  private static final Set<String> PARAMETERS =
      Set.of(
          "jwks",
          "clockSkewSeconds",
          "nowMillis",
          "issuers",
          "audiences",
          "validAlgorithms",
          "validTypes",
          "requireExpirationTime",
          "requireSignedTokens",
          "inlineKeys",
          "inlineFirst",
          "decryptionJwks",
          "validateAudience",
          "validateIssuer",
          "tryAllIssuerSigningKeys");

  /** Why this validator has no opinion on it, if that is so. */
  public Optional<String> declined() {
    for (Map.Entry<String, JsonNode> parameter : one.path("params").properties()) {
      if (!PARAMETERS.contains(parameter.getKey())) {
        return Optional.of("there is no rule " + parameter.getKey());
      }
    }
    JsonNode audiences = one.path("params").path("audiences");
    boolean none = audiences.isNull() || (audiences.isArray() && audiences.isEmpty());
    if (none) {
      return Optional.of("without audiences, the audience is not looked at");
    }
    return Optional.empty();
  }

  /**
   * Validates it by the rules, with the keys and at the time of the case.
   *
   * @throws IllegalArgumentException when the key set is refused as a whole
   */
  public Validation validate() {
    JsonNode defaults = keys.path("defaults");
    JsonNode params = one.path("params");
    JsonNode algorithms = params.path("validAlgorithms");
    boolean checksIssuer = params.path("validateIssuer").asBoolean(true);
    Rules rules =
        new Rules(
            params.path("validateAudience").asBoolean(true) ? texts(of("audiences")) : Set.of(),
            checksIssuer ? texts(of("issuers")) : Set.of(),
            Duration.ofSeconds(params.path("clockSkewSeconds").asLong(0)),
            new Rules.Details(
                algorithms.size() > 0 ? texts(algorithms) : SIGNATURES,
                params.path("tryAllIssuerSigningKeys").asBoolean(true),
                params.path("requireExpirationTime").asBoolean(true),
                texts(params.path("validTypes")),
                params.path("requireSignedTokens").asBoolean(true)));
    Instant now =
        Instant.ofEpochSecond(defaults.path("now").asLong())
            .plusMillis(params.path("nowMillis").asLong(0));
    TokenValidator validator = new TokenValidator(rules, Clock.fixed(now, ZoneOffset.UTC));
    return checksIssuer
        ? validator.validate(token(), signingKeys())
        : validator.validate(token(), new TrustedIssuers(List.of(), signingKeys(), false));
  }

  private JsonNode of(String parameter) {
    JsonNode params = one.path("params");
    return (params.has(parameter) ? params : keys.path("defaults")).path(parameter);
  }

  private SigningKeys signingKeys() {
    JsonNode set = keys.path("sets").path(of("jwks").asText("empty"));
    SigningKeys published =
        SigningKeys.fromJwks(set.has("raw") ? set.path("raw").asText() : set.toString());
    SigningKeys inline = SigningKeys.none();
    for (JsonNode key : keys.path("sets").path(of("inlineKeys").asText()).path("keys")) {
      inline =
          inline.and(
              SigningKeys.secret(
                  Optional.ofNullable(key.path("kid").textValue()),
                  Base64.getUrlDecoder().decode(key.path("k").asText())));
    }
    return of("inlineFirst").asBoolean() ? inline.and(published) : published.and(inline);
  }

  private DecryptionKeys decryptionKeys() {
    DecryptionKeys all = DecryptionKeys.none();
    for (JsonNode key : keys.path("sets").path(of("decryptionJwks").asText()).path("keys")) {
      all =
          all.and(
              DecryptionKeys.secret(
                  Optional.ofNullable(key.path("kid").textValue()),
                  Base64.getUrlDecoder().decode(key.path("k").asText())));
    }
    return all;
  }

  private String token() {
    if (one.has("token")) {
      return decryptionKeys().opened(one.path("token").asText());
    }
    StringBuilder token = new StringBuilder();
    for (JsonNode part : one.path("tokenParts")) {
      token.append(part.path("s").asText().repeat(part.path("n").asInt(1)));
    }
    return token.toString();
  }

  /**
   * What the recorded handler did, {@code jsonWebTokenHandler} or {@code jwtSecurityTokenHandler}.
   */
  public JsonNode expected(String handler) {
    return one.path("expect").path(handler);
  }

  /** The claims that the newer handler found. */
  public List<Claim> expectedClaims() {
    JsonNode recorded = expected("jsonWebTokenHandler").path("claims");
    List<Claim> claims = new ArrayList<>();
    for (JsonNode claim : recorded.isTextual() ? keys.path("baseClaims") : recorded) {
      claims.add(new Claim(claim.path(0).asText(), claim.path(1).asText()));
    }
    return claims;
  }

  /** Claims that were found, as the record would show them: very long values are abbreviated. */
  public static List<Claim> abbreviated(Claims claims) {
    return claims.all().stream()
        .map(
            claim ->
                claim.value().length() <= 300
                    ? claim
                    : new Claim(
                        claim.type(),
                        claim.value().substring(0, 32)
                            + "...("
                            + claim.value().length()
                            + " chars)"))
        .toList();
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
