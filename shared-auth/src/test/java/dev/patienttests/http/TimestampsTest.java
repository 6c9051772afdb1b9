package dev.patienttests.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05.000Z",
    "2026-01-02T00:00:00Z, 2026-01-02T00:00:00.000Z",
    "2026-01-02T03:04:05.1Z, 2026-01-02T03:04:05.100Z",
    "2026-01-02T03:04:05.678Z, 2026-01-02T03:04:05.678Z",
    "2026-01-02T03:04:05.678999999Z, 2026-01-02T03:04:05.678Z",
  })
  void writesThreeDigitsOfASecondAndCutsOffTheRest(String time, String expected) {
    assertThat(Timestamps.write(Instant.parse(time))).isEqualTo(expected);
  }

  @Test
  void sortsAsTextInTheOrderOfTime() {
    List<String> written =
        Stream.of("05Z", "05.001Z", "05.120Z", "05.123Z", "06Z")
            .map(seconds -> Timestamps.write(Instant.parse("2026-01-02T03:04:" + seconds)))
            .toList();
    assertThat(written).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678901Z"})
  void readsAnyNumberOfDigits(String text) {
    assertThat(Timestamps.read(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-02",
        "2026-01-02 03:04:05.678Z",
        "2026-01-02T03:04:05.67ZZ",
        "2026-01-02T03:04:05.678Z ",
        "2026-01-02T03:04:05.678Zx",
        "2026-02-30T03:04:05.678Z",
      })
  void refusesWhatIsNoPointInTime(String text) {
    assertThatThrownBy(() -> Timestamps.read(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+10000-01-01T00:00:00Z", "-0001-12-31T23:59:59.999Z"})
  void writesNoTimeThatWouldNotSort(String time) {
    assertThatThrownBy(() -> Timestamps.write(Instant.parse(time)))
        .isInstanceOf(DateTimeException.class);
  }

  @Test
  void writesTheFirstAndTheLastTime() {
    assertThat(Timestamps.write(Timestamps.EARLIEST)).isEqualTo("0000-01-01T00:00:00.000Z");
    assertThat(Timestamps.write(Timestamps.LATEST.plusNanos(999)))
        .isEqualTo("9999-12-31T23:59:59.999Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.6789Z, 2026-01-02T03:04:05.678Z",
    "2026-01-02T05:04:05.1+02:00, 2026-01-02T03:04:05.1Z",
  })
  void parsesWhatClientsWriteToMilliseconds(String text, String expected) {
    assertThat(Timestamps.parse(text)).contains(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-02",
        "2026-01-02T03:04Z",
        "2026-01-02T03:04:05",
        "2026-01-02t03:04:05z",
        "2026-13-02T03:04:05Z",
        "2026-02-30T03:04:05Z",
        "2026-01-02T03:04:05+25:00",
        "+12026-01-02T03:04:05Z",
        "0000-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
      })
  void parsesNothingElse(String text) {
    assertThat(Timestamps.parse(text)).isEmpty();
  }
}
