package dev.patienttests.local.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  @TestFactory
  Stream<DynamicTest> tokensEndAsInMicrosoftsLibrary() throws IOException {
    JsonNode keys = JSON.readTree(resource("jwt-keys.json"));
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : resource("jwt.jsonl").lines().toList()) {
      RecordedToken token = new RecordedToken(JSON.readTree(line), keys);
      if (ConformanceScope.reasonToLeaveOut(token).isEmpty()) {
        String name = token.one().path("id").asText() + " " + token.one().path("what").asText();
        tests.add(DynamicTest.dynamicTest(name, () -> check(token)));
      }
    }
    return tests.stream();
  }

  private static void check(RecordedToken token) {
    JsonNode expected = token.expected("jsonWebTokenHandler");
    Validation actual = token.validate();
    if (expected.path("accepted").asBoolean()) {
      assertThat(actual).isInstanceOf(Validation.Accepted.class);
      assertThat(RecordedToken.abbreviated(((Validation.Accepted) actual).claims()))
          .isEqualTo(token.expectedClaims());
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

  private static String resource(String name) throws IOException {
    try (var stream = ConformanceTest.class.getResourceAsStream("/conformance/" + name);
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      StringBuilder text = new StringBuilder();
      reader.lines().forEach(line -> text.append(line).append('\n'));
      return text.toString();
    }
  }
}
