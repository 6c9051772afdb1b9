package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.testing.Coverage;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import dev.patienttests.local.gateway.testing.TestService;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code public.xml}, {@code catalogue.xml} and {@code list-test-codes.xml}. */
@PatternDocuments
class PublicProductTest {
  private static final TestRequest CODES = TestRequest.get("/catalogue/test-codes");
  private final Coverage coverage;
  private final GatewayFixture gateway;

  PublicProductTest(Coverage coverage) {
    this.coverage = coverage;
    gateway = PatternService.all(coverage);
  }

  @Test
  void theCatalogueIsAnsweredWithoutKeyTokenOrBackend() {
    TestRun run = gateway.send(CODES);
    assertThat(run.status()).isEqualTo(200);
    assertThat(run.body()).isEqualTo(PatternConfig.CODES);
    assertThat(run.header("Content-Type")).contains("application/json");
    assertThat(run.header("Cache-Control")).contains("public, max-age=3600");
    assertThat(run.forwarded()).isEmpty();
    assertThat(run.callOuts()).isEmpty();
  }

  @Test
  void aKeyThatSkipsTheProductIsForbidden() {
    TestRun run = gateway.send(CODES.header(TestService.KEY, "catalogue-only-key-1"));
    assertThat(run.status()).isEqualTo(403);
    assertThat(run.body()).contains("\"status\":403", "\"traceId\":");
  }

  @Test
  void aKeyOfAnotherProductOpensNothingHere() {
    assertThat(gateway.send(CODES.header(TestService.KEY, "clinic-demo-key-1")).status())
        .isEqualTo(401);
  }

  @Test
  void theLimitCountsByAddressWhateverElseIsSent() {
    assertThat(gateway.send(CODES).status()).isEqualTo(200);
    assertThat(gateway.send(CODES.header("X-Forwarded-For", "198.51.100.1")).status())
        .isEqualTo(200);
    TestRun refused =
        gateway.send(
            TestRequest.get("/Catalogue/Test-Codes?a=1").header("X-Forwarded-For", "198.51.100.2"));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).contains("60");
    assertThat(refused.header("Content-Type")).contains("application/problem+json");
    assertThat(gateway.send(CODES.from("203.0.113.8")).status()).isEqualTo(200);
    gateway.clock().advance(Duration.ofSeconds(61));
    assertThat(gateway.send(CODES).status()).isEqualTo(200);
  }

  /** Whoever has one address of IPv6 has all that begin with the same 64 bits. */
  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, 2001:db8:1:3::1",
    "2001:db8:0:0:0:0:0:1, 2001:0DB8::2, 2001:db8:0:1::1",
    "1::3:4:5:6:7:8, 1:0:3:4::, 1:3:4:5::",
    "::1, ::2, 0:0:0:1::",
    "fe80:0:0:0:1:2:3:4%1, fe80::5, fe81::5",
    "203.0.113.8, ::ffff:203.0.113.8, 203.0.113.9"
  })
  void theLimitCountsByTheNetworkOfAnAddressOfIpv6(String one, String same, String other) {
    assertThat(gateway.send(CODES.from(one)).status()).isEqualTo(200);
    assertThat(gateway.send(CODES.from(same)).status()).isEqualTo(200);
    assertThat(gateway.send(CODES.from(same)).status()).isEqualTo(429);
    assertThat(gateway.send(CODES.from(one)).status()).isEqualTo(429);
    assertThat(gateway.send(CODES.from(other)).status()).isEqualTo(200);
  }

  @Test
  void behindAFrontEndTheLimitCountsByTheClientThatItNames() {
    GatewayFixture behind =
        GatewayFixture.of(
            new PatternConfig().value("front-end-prefix", "10.1.2.0/24").build(), coverage);
    TestRequest forwarded = CODES.from("10.1.2.3");
    for (String client : new String[] {"198.51.100.1", "198.51.100.1", "198.51.100.2"}) {
      assertThat(behind.send(forwarded.header("X-Forwarded-For", client + ":4711")).status())
          .isEqualTo(200);
    }
    assertThat(
            behind
                .send(forwarded.header("X-Forwarded-For", "192.0.2.1, 198.51.100.1:4712"))
                .status())
        .isEqualTo(429);
  }
}
