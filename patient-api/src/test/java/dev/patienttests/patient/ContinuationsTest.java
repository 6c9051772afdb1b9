package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.http.FieldError;
import dev.patienttests.http.ProblemException;
import dev.patienttests.patient.Continuations.Request;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token opens for the same request of the same caller, for a while, and for nobody else. */
class ContinuationsTest {
  private static final Request REQUEST =
      new Request(Operation.SEARCH_PATIENT, "subscriptionId/s1", List.of("lastName", "canary"));

  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final Continuations tokens = continuations(1);

  private Continuations continuations(int key) {
    return new Continuations(PatientFunctionsFixture.key(key), new SecureRandom(), () -> now);
  }

  @Test
  void opensOnAnyInstanceThatHasTheKey() {
    String token = tokens.token(REQUEST, "canary-position");
    assertThat(continuations(1).position(REQUEST, token)).isEqualTo("canary-position");
    assertThat(token).matches("[A-Za-z0-9_-]+");
    assertThat(
            new String(
                Base64.getUrlDecoder().decode(token), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("canary");
    assertThat(tokens.token(REQUEST, "canary-position")).isNotEqualTo(token);
  }

  @Test
  void isGoodForFifteenMinutes() {
    String token = tokens.token(REQUEST, "p");
    now = now.plus(Duration.ofMinutes(15));
    assertThat(tokens.position(REQUEST, token)).isEqualTo("p");
    now = now.plusMillis(1);
    refuses(tokens, REQUEST, token);
  }

  @Test
  void opensForNoOtherRequestCallerOrKey() {
    String token = tokens.token(REQUEST, "p");
    refuses(continuations(2), REQUEST, token);
    refuses(tokens, new Request(Operation.LOAD_TESTS, REQUEST.scope(), REQUEST.content()), token);
    refuses(
        tokens, new Request(REQUEST.operation(), "subscriptionId/s2", REQUEST.content()), token);
    refuses(
        tokens,
        new Request(REQUEST.operation(), REQUEST.scope(), List.of("lastName", "canaries")),
        token);
    refuses(
        tokens,
        new Request(REQUEST.operation(), REQUEST.scope(), List.of("lastNamec", "anary")),
        token);
  }

  @Test
  void opensOnlyAsItWasMade() {
    byte[] token = Base64.getUrlDecoder().decode(tokens.token(REQUEST, "position"));
    for (int i = 0; i < token.length; i++) {
      byte[] changed = token.clone();
      changed[i] ^= 1;
      refuses(tokens, REQUEST, Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "abc", "*", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void refusesWhatIsNoToken(String token) {
    refuses(tokens, REQUEST, token);
    refuses(tokens, REQUEST, token + "A".repeat(600));
  }

  private static void refuses(Continuations by, Request request, String token) {
    assertThatThrownBy(() -> by.position(request, token))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(400);
              assertThat(refused.errors())
                  .extracting(FieldError::field)
                  .containsExactly("x-continuation");
            });
  }
}
