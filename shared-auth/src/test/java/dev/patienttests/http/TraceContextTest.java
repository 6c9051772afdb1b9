package dev.patienttests.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String VALID = "00-" + TRACE + "-" + PARENT + "-01";

  @Test
  void readsAndWritesAValidHeader() {
    TraceContext context = TraceContext.parse(VALID).orElseThrow();
    assertThat(context).isEqualTo(new TraceContext(TRACE, PARENT, "01"));
    assertThat(context.traceparent()).isEqualTo(VALID);
  }

  @Test
  void refusesWhatTheRecommendationCallsInvalid() {
    for (String invalid :
        List.of(
            "",
            VALID + " ",
            VALID + "-x",
            VALID.toUpperCase(java.util.Locale.ROOT),
            "ff-" + TRACE + "-" + PARENT + "-01",
            "00-" + "0".repeat(32) + "-" + PARENT + "-01",
            "00-" + TRACE + "-" + "0".repeat(16) + "-01",
            "00-" + TRACE + "-" + PARENT + "-1",
            "00-" + TRACE + "0-" + PARENT + "-01",
            "01-" + TRACE + "-" + PARENT + "-01" + "x",
            "01-" + TRACE + "-" + PARENT + "-01-" + "x".repeat(600))) {
      assertThat(TraceContext.parse(invalid)).as(invalid).isEmpty();
    }
  }

  @Test
  void readsAHigherVersionByItsFirstFourParts() {
    assertThat(TraceContext.parse("01-" + TRACE + "-" + PARENT + "-01-more"))
        .contains(new TraceContext(TRACE, PARENT, "01"));
  }

  @Test
  void makesNewTracesAndChildren() {
    TraceContext first = TraceContext.start(new Random(1));
    TraceContext child = first.child(new Random(2));
    assertThat(TraceContext.parse(first.traceparent())).contains(first);
    assertThat(child.traceId()).isEqualTo(first.traceId());
    assertThat(child.parentId()).isNotEqualTo(first.parentId());
    assertThat(TraceContext.start().traceId()).isNotEqualTo(TraceContext.start().traceId());
  }

  @Test
  void cannotBeMadeOfInvalidParts() {
    assertThatThrownBy(() -> new TraceContext("x", PARENT, "01"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
