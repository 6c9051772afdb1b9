package dev.patienttests.local.gateway.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.jwt.Claim;
import dev.patienttests.local.jwt.RecordedToken;
import dev.patienttests.local.jwt.Validation;
import dev.patienttests.local.net.conformance.ConformanceResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds tokens against outcomes that were recorded from Microsoft.IdentityModel
 * (JsonWebTokenHandler): accepted or not, and the claims.
 */
public final class JwtConformance {
  private static final String KEYS = "/conformance/jwt-keys.json";
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Runs a file of cases (JSON Lines), prints each that differs or is declined, and the counts. The
   * keys are those compiled in, or those of a file {@code jwt-keys.json} beside the cases.
   *
   * @return 0 when none differs, 1 otherwise
   */
  public int run(Path file, PrintStream out) {
    try {
      JsonNode keys = keys(file);
      List<ConformanceResult> results = new ArrayList<>();
      for (String line : Files.readString(file).lines().filter(l -> !l.isBlank()).toList()) {
        results.add(result(new RecordedToken(json.readTree(line), keys)));
      }
      return ConformanceResult.report(results, out);
    } catch (IOException e) {
      out.println("Cannot run " + file + ": " + e.getMessage());
      return 1;
    }
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

  private static ConformanceResult result(RecordedToken token) {
    String id = token.one().path("id").asText();
    Optional<String> declined = token.declined();
    if (declined.isPresent()) {
      return ConformanceResult.refused(id, declined.get());
    }
    JsonNode expected = token.expected("jsonWebTokenHandler");
    Validation actual;
    try {
      actual = token.validate();
    } catch (IllegalArgumentException e) {
      return expected.path("stage").asText().equals("keys")
          ? ConformanceResult.passed(id)
          : ConformanceResult.refused(id, "the key set is refused as a whole");
    }
    boolean accepted = expected.path("accepted").asBoolean();
    if (actual instanceof Validation.Refused refused) {
      return accepted ? notAccepted(id, token, refused) : ConformanceResult.passed(id);
    }
    if (!accepted) {
      return ConformanceResult.differing(id, "accepted, against " + expected.path("idx").asText());
    }
    List<Claim> wanted = token.expectedClaims();
    List<Claim> found = RecordedToken.abbreviated(((Validation.Accepted) actual).claims());
    return found.equals(wanted)
        ? ConformanceResult.passed(id)
        : ConformanceResult.differing(id, "other claims: " + found + " for " + wanted);
  }

  /** Stricter on purpose: as the older handler is, or in the algorithms that are admitted. */
  private static ConformanceResult notAccepted(
      String id, RecordedToken token, Validation.Refused refused) {
    JsonNode older = token.expected("jwtSecurityTokenHandler");
    boolean olderRefuses = older.isObject() && !older.path("accepted").asBoolean();
    String explanation = "not accepted: " + refused.message();
    return olderRefuses || refused.reason() == Validation.Reason.ALGORITHM
        ? ConformanceResult.refused(id, explanation)
        : ConformanceResult.differing(id, explanation);
  }
}
