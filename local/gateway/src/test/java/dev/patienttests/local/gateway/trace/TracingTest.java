package dev.patienttests.local.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.testing.FakeClock;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may have a request traced. */
class TracingTest {
  private final FakeClock clock = new FakeClock();
  private final Tracing tracing =
      new Tracing(clock, List.of("test", "other"), List.of("secret-value"));

  private String token(String api) {
    return tracing.token(api, Duration.ofMinutes(5)).orElseThrow();
  }

  @Test
  void aTokenIsForAnApiThatThereIsAndAnHourAtMost() {
    assertThat(tracing.token("nope", Duration.ofMinutes(5))).isEmpty();
    assertThat(tracing.token("test", Duration.ofMinutes(61))).isEmpty();
    assertThat(tracing.token("test", Duration.ZERO)).isEmpty();
    assertThat(tracing.token("test", Duration.ofHours(1))).isPresent();
  }

  @Test
  void aTokenEndsInTime() {
    assertThat(tracing.isOpen()).isFalse();
    String token = token("test");
    assertThat(tracing.isOpen()).isTrue();
    assertThat(tracing.begin(token, "GET /")).isPresent();
    clock.advance(Duration.ofMinutes(5));
    assertThat(tracing.begin(token, "GET /")).isEmpty();
    assertThat(tracing.isOpen()).isFalse();
  }

  @Test
  void aTokenCannotBeMade() {
    String token = token("test");
    String[] parts = token.split("\\.", -1);
    String ofOther = token("other").split("\\.", -1)[0];
    for (String forged :
        List.of(
            "",
            "..",
            "a.b.c",
            parts[0] + "." + parts[1] + ".",
            parts[0] + ".999999999999." + parts[2],
            ofOther + "." + parts[1] + "." + parts[2],
            token + "x",
            token.substring(1))) {
      assertThat(tracing.begin(forged, "GET /")).as(forged).isEmpty();
    }
    Tracing another = new Tracing(clock, List.of("test"), List.of());
    another.token("test", Duration.ofMinutes(5));
    assertThat(another.begin(token, "GET /")).isEmpty();
  }

  @Test
  void aTraceIsKeptForTheApiOfTheTokenAlone() {
    Tracing.Traced traced = tracing.begin(token("test"), "GET /test/a").orElseThrow();
    GatewayFixture fixture =
        GatewayFixture.of(
                new TestService()
                    .api(
                        TestService.text(
                            "a.xml",
                            "<policies><inbound><set-variable name=\"a\" value=\"a secret-value b\" />"
                                + "</inbound></policies>"))
                    .build())
            .observedBy(traced.recorder());
    var exchange = fixture.send(TestRequest.get("/test/a")).exchange();
    String id = tracing.end(traced, exchange).orElseThrow();
    assertThat(tracing.trace(id).map(TraceText::of))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("GET /test/a\n").contains("\"a *** b\""));
    assertThat(tracing.end(tracing.begin(token("other"), "").orElseThrow(), exchange)).isEmpty();
    assertThat(tracing.trace("nope")).isEmpty();
  }

  @Test
  void onlyTheLastTracesAreKept() {
    GatewayFixture fixture = GatewayFixture.of(new TestService().build());
    String token = token("test");
    String first = "";
    for (int i = 0; i < 101; i++) {
      Tracing.Traced traced = tracing.begin(token, "GET /").orElseThrow();
      String id =
          tracing.end(traced, fixture.send(TestRequest.get("/test/a")).exchange()).orElseThrow();
      first = i == 0 ? id : first;
    }
    assertThat(tracing.trace(first)).isEmpty();
  }
}
