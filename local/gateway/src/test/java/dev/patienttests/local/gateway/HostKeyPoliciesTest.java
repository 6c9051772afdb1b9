package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.Stub.Answer;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * How the pattern's own policy documents come by the host key, and what they do when it is refused.
 */
class HostKeyPoliciesTest extends PatternPoliciesFixture {

  @Test
  void theHostKeyIsReadOnceWhileItIsCached() {
    load();
    load();
    assertThat(vault.received()).hasSize(1);
    assertThat(vault.last().uri()).isEqualTo("/secrets/patient-host-key?api-version=7.4");
    assertThat(vault.last().header("Authorization"))
        .isEqualTo("Bearer token-for-https%3A%2F%2Fvault.azure.net");
    assertThat(identity.received()).hasSize(2);
    assertThat(identity.last().header("X-IDENTITY-HEADER")).isEqualTo("identity-secret");
  }

  @Test
  void aRotatedKeyIsReadAnewOnceAndTheCallRepeated() {
    load();
    vaultKey = "host-key-b";
    hostKey = "host-key-b";
    assertThat(load().statusCode()).isEqualTo(200);
    assertThat(vault.received()).hasSize(2);
    assertThat(backend.received()).hasSize(3);
  }

  @Test
  void whatIsStillRefusedBecomes502WithoutTheInnerAnswer() {
    hostKey = "another";
    HttpResponse<String> response = load();
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).doesNotContain("inner").contains("\"traceId\":");
    assertThat(response.headers().firstValue("X-Inner")).isEmpty();
    assertThat(backend.received()).hasSize(2);
  }

  @Test
  void a403OfTheBackendBecomes502() {
    backend.behave(r -> Answer.of(403, "<html>front end</html>"));
    assertThat(load().statusCode()).isEqualTo(502);
    assertThat(backend.received()).hasSize(1);
  }

  @Test
  void theLastGoodKeyServesWhileKeyVaultIsAway() {
    load();
    clock.advance(Duration.ofSeconds(301));
    vaultStatus = 503;
    assertThat(load().statusCode()).isEqualTo(200);
    vault.close();
    clock.advance(Duration.ofSeconds(11));
    assertThat(load().statusCode()).isEqualTo(200);
  }

  @Test
  void withoutAnyKeyTheAnswerIs503() {
    vaultStatus = 403;
    assertThat(load().statusCode()).isEqualTo(503);
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void aWithdrawnKeyIsUsedNoLongerThanTheHostTakesIt() {
    load();
    hostKey = "host-key-b";
    vaultStatus = 403;
    HttpResponse<String> refused = load();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(refused.headers().firstValue("X-Inner")).isEmpty();
    assertThat(backend.received()).hasSize(2);
    assertThat(vault.received()).hasSize(2);

    assertThat(load().statusCode()).as("nothing is left in the cache").isEqualTo(503);
    vaultStatus = 429;
    assertThat(load().statusCode()).as("the last-good copy is gone, too").isEqualTo(503);
    assertThat(backend.received()).hasSize(2);
    assertThat(vault.received()).hasSize(4);

    vaultStatus = 200;
    vaultKey = "host-key-b";
    assertThat(load().statusCode()).isEqualTo(200);
    assertThat(backend.received()).hasSize(3);
  }

  @Test
  void aKeyThatIsWithdrawnWhileNoneIsCachedLeavesNoLastGoodCopy() {
    load();
    clock.advance(Duration.ofSeconds(301));
    vaultStatus = 404;
    assertThat(load().statusCode()).isEqualTo(503);
    vaultStatus = 503;
    assertThat(load().statusCode()).isEqualTo(503);
    assertThat(backend.received()).hasSize(1);
  }

  @Test
  void theLastGoodKeyServesARepeatedCallToo() {
    load();
    for (int status : new int[] {429, 500}) {
      vaultStatus = status;
      hostKey = "another";
      assertThat(load().statusCode()).as("%d", status).isEqualTo(502);
      hostKey = "host-key-a";
      assertThat(load().statusCode()).as("%d", status).isEqualTo(200);
    }
    assertThat(vault.received()).hasSize(3);
    assertThat(backend.last().header("x-functions-key")).isEqualTo("host-key-a");
  }
}
