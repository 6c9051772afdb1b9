package dev.patienttests.local.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs tokens whose outcome was recorded from Microsoft.IdentityModel (JsonWebTokenHandler). What
 * is left out stands in {@link ConformanceScope}, each with its reason.
 */
class ConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> SIGNATURES =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  @TestFactory
  Stream<DynamicTest> tokensEndAsInMicrosoftsLibrary() throws IOException {
    JsonNode keys = JSON.readTree(resource("jwt-keys.json"));
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : resource("jwt.jsonl").lines().toList()) {
      JsonNode one = JSON.readTree(line);
      if (ConformanceScope.reasonToLeaveOut(one).isEmpty()) {
        String name = one.path("id").asText() + " " + one.path("what").asText();
        tests.add(DynamicTest.dynamicTest(name, () -> check(one, keys)));
      }
    }
    return tests.stream();
  }

  private static void check(JsonNode one, JsonNode keys) throws IOException {
    JsonNode expected = one.path("expect").path("jsonWebTokenHandler");
    Validation actual = validate(one, keys);
    if (expected.path("accepted").asBoolean()) {
      assertThat(actual).isInstanceOf(Validation.Accepted.class);
      JsonNode claims = expected.path("claims");
      assertThat(abbreviated(((Validation.Accepted) actual).claims()))
          .isEqualTo(claims(claims.isTextual() ? keys.path("baseClaims") : claims));
    } else {
      assertThat(actual).isInstanceOf(Validation.Refused.class);
      String code = expected.path("idx").asText();
      Set<Validation.Reason> reasons = REASONS.get(code);
      if (reasons != null) {
        assertThat(((Validation.Refused) actual).reason()).as(code).isIn(reasons);
      }
    }
  }

  private static final Map<String, Set<Validation.Reason>> REASONS =
      Map.of(
          "IDX10223", Set.of(Validation.Reason.EXPIRED),
          "IDX10222", Set.of(Validation.Reason.NOT_YET_VALID),
          "IDX10224", Set.of(Validation.Reason.LIFETIME),
          "IDX10225", Set.of(Validation.Reason.NO_EXPIRATION),
          "IDX10214", Set.of(Validation.Reason.AUDIENCE),
          "IDX10206", Set.of(Validation.Reason.AUDIENCE),
          "IDX10205", Set.of(Validation.Reason.ISSUER),
          "IDX10211", Set.of(Validation.Reason.ISSUER),
          "IDX10209", Set.of(Validation.Reason.TOO_LONG),
          // there an unknown algorithm or Base64 that cannot be decoded is a wrong signature, too
          "IDX10511",
              Set.of(
                  Validation.Reason.SIGNATURE,
                  Validation.Reason.ALGORITHM,
                  Validation.Reason.MALFORMED));

  private static Validation validate(JsonNode one, JsonNode keys) {
    JsonNode defaults = keys.path("defaults");
    JsonNode params = one.path("params");
    Rules rules =
        new Rules(
            texts(params.has("audiences") ? params.path("audiences") : defaults.path("audiences")),
            texts(params.has("issuers") ? params.path("issuers") : defaults.path("issuers")),
            Duration.ofSeconds(params.path("clockSkewSeconds").asLong(0)),
            new Rules.Details(
                params.path("validAlgorithms").size() > 0
                    ? texts(params.path("validAlgorithms"))
                    : SIGNATURES,
                params.path("tryAllIssuerSigningKeys").asBoolean(true),
                params.path("requireExpirationTime").asBoolean(true),
                texts(params.path("validTypes"))));
    Instant now =
        Instant.ofEpochSecond(defaults.path("now").asLong())
            .plusMillis(params.path("nowMillis").asLong(0));
    JsonNode set =
        keys.path("sets").path(params.has("jwks") ? params.path("jwks").asText("empty") : "main");
    String jwks = set.has("raw") ? set.path("raw").asText() : set.toString();
    return new TokenValidator(rules, Clock.fixed(now, ZoneOffset.UTC))
        .validate(token(one), SigningKeys.fromJwks(jwks));
  }

  private static String token(JsonNode one) {
    if (one.has("token")) {
      return one.path("token").asText();
    }
    StringBuilder token = new StringBuilder();
    for (JsonNode part : one.path("tokenParts")) {
      token.append(part.path("s").asText().repeat(part.path("n").asInt(1)));
    }
    return token.toString();
  }

  private static List<Claim> claims(JsonNode expected) {
    List<Claim> claims = new ArrayList<>();
    for (JsonNode claim : expected) {
      claims.add(new Claim(claim.path(0).asText(), claim.path(1).asText()));
    }
    return claims;
  }

  /** Very long values are abbreviated in the record. */
  private static List<Claim> abbreviated(Claims claims) {
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

  private static String resource(String name) throws IOException {
    try (var stream = ConformanceTest.class.getResourceAsStream("/conformance/" + name);
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      StringBuilder text = new StringBuilder();
      reader.lines().forEach(line -> text.append(line).append('\n'));
      return text.toString();
    }
  }
}
