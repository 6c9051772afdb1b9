package dev.patienttests.local.gateway.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.jwt.Claim;
import dev.patienttests.local.jwt.Rules;
import dev.patienttests.local.jwt.SigningKeys;
import dev.patienttests.local.jwt.TokenValidator;
import dev.patienttests.local.jwt.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds tokens against outcomes that were recorded from Microsoft.IdentityModel
 * (JsonWebTokenHandler): accepted or not, and the claims.
 */
public final class JwtConformance {
  private static final String KEYS = "/conformance/jwt-keys.json";
  private static final Set<String> SIGNATURES =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");
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
          "tryAllIssuerSigningKeys");
  private static final Map<String, String> GROUPS =
      Map.of(
          "inline-key", "keys come from the issuer's JWKS alone",
          "jwe", "encrypted tokens are not read",
          "x5t", "keys are found by kid alone");

  private final ObjectMapper json = new ObjectMapper();

  private enum Outcome {
    PASSED,
    DIFFERING,
    REFUSED
  }

  private record Result(String id, Outcome outcome, String explanation) {}

  /**
   * Runs a file of cases (JSON Lines), prints each that differs or is declined, and the counts. The
   * keys are those compiled in, or those of a file {@code jwt-keys.json} beside the cases.
   *
   * @return 0 when none differs, 1 otherwise
   */
  public int run(Path file, PrintStream out) {
    try {
      JsonNode keys = keys(file);
      List<Result> results = new ArrayList<>();
      for (String line : Files.readString(file).lines().filter(l -> !l.isBlank()).toList()) {
        results.add(result(json.readTree(line), keys));
      }
      for (Result result : results) {
        if (result.outcome() != Outcome.PASSED) {
          out.printf("%s %s: %s%n", result.outcome(), result.id(), result.explanation());
        }
      }
      long differing = count(results, Outcome.DIFFERING);
      out.printf(
          "%d passed, %d differing, %d refused%n",
          count(results, Outcome.PASSED), differing, count(results, Outcome.REFUSED));
      return differing == 0 ? 0 : 1;
    } catch (IOException e) {
      out.println("Cannot run " + file + ": " + e.getMessage());
      return 1;
    }
  }

  private static long count(List<Result> results, Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  private JsonNode keys(Path file) throws IOException {
    Path beside = file.resolveSibling("jwt-keys.json");
    if (Files.exists(beside)) {
      return json.readTree(beside.toFile());
    }
    try (InputStream stream = JwtConformance.class.getResourceAsStream(KEYS)) {
      return json.readTree(stream);
    }
  }

  private static Result result(JsonNode one, JsonNode keys) {
    String id = one.path("id").asText();
    Optional<String> declined = declined(one);
    if (declined.isPresent()) {
      return new Result(id, Outcome.REFUSED, declined.get());
    }
    JsonNode expected = one.path("expect").path("jsonWebTokenHandler");
    Validation actual;
    try {
      actual = validate(one, keys);
    } catch (IllegalArgumentException e) {
      boolean keySet = expected.path("stage").asText().equals("keys");
      return new Result(
          id, keySet ? Outcome.PASSED : Outcome.REFUSED, "the key set is refused as a whole");
    }
    return compared(id, one, expected, actual, keys);
  }

  private static Result compared(
      String id, JsonNode one, JsonNode expected, Validation actual, JsonNode keys) {
    boolean accepted = expected.path("accepted").asBoolean();
    if (actual instanceof Validation.Refused refused) {
      if (!accepted) {
        return new Result(id, Outcome.PASSED, "");
      }
      JsonNode older = one.path("expect").path("jwtSecurityTokenHandler");
      boolean olderRefuses = older.isObject() && !older.path("accepted").asBoolean();
      boolean declines = olderRefuses || refused.reason() == Validation.Reason.ALGORITHM;
      return new Result(
          id, declines ? Outcome.REFUSED : Outcome.DIFFERING, "not accepted: " + refused.message());
    }
    if (!accepted) {
      return new Result(
          id, Outcome.DIFFERING, "accepted, against " + expected.path("idx").asText());
    }
    JsonNode claims = expected.path("claims");
    List<Claim> wanted = claims(claims.isTextual() ? keys.path("baseClaims") : claims);
    List<Claim> found = abbreviated(((Validation.Accepted) actual).claims().all());
    return found.equals(wanted)
        ? new Result(id, Outcome.PASSED, "")
        : new Result(id, Outcome.DIFFERING, "other claims: " + found + " for " + wanted);
  }

  private static Optional<String> declined(JsonNode one) {
    for (Map.Entry<String, JsonNode> parameter : one.path("params").properties()) {
      if (!PARAMETERS.contains(parameter.getKey())) {
        return Optional.of("there is no rule " + parameter.getKey());
      }
    }
    JsonNode audiences = one.path("params").path("audiences");
    boolean none = audiences.isNull() || (audiences.isArray() && audiences.isEmpty());
    return none
        ? Optional.of("without audiences, the audience is not looked at")
        : Optional.ofNullable(GROUPS.get(one.path("group").asText()));
  }

  private static Validation validate(JsonNode one, JsonNode keys) {
    JsonNode defaults = keys.path("defaults");
    JsonNode params = one.path("params");
    JsonNode algorithms = params.path("validAlgorithms");
    Rules rules =
        new Rules(
            texts(params.has("audiences") ? params.path("audiences") : defaults.path("audiences")),
            texts(params.has("issuers") ? params.path("issuers") : defaults.path("issuers")),
            Duration.ofSeconds(params.path("clockSkewSeconds").asLong(0)),
            new Rules.Details(
                algorithms.size() > 0 ? texts(algorithms) : SIGNATURES,
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
  private static List<Claim> abbreviated(List<Claim> claims) {
    return claims.stream()
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
