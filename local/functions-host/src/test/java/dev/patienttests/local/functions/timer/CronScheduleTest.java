package dev.patienttests.local.functions.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The occurrences of NCRONTAB expressions. */
class CronScheduleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 */5 * * * * | 2026-03-01T10:02:30Z | 2026-03-01T10:05:00Z",
        "0 */5 * * * * | 2026-03-01T10:05:00Z | 2026-03-01T10:10:00Z",
        "0 */5 * * * * | 2026-12-31T23:55:00.5Z | 2027-01-01T00:00:00Z",
        "* * * * * * | 2026-03-01T10:02:30.9Z | 2026-03-01T10:02:31Z",
        "5,8,10 * * * * * | 2026-03-01T10:02:08Z | 2026-03-01T10:02:10Z",
        "0 5/20 * * * * | 2026-03-01T10:26:00Z | 2026-03-01T10:45:00Z",
        "0 30 9-17/4 * * * | 2026-03-01T13:30:00Z | 2026-03-01T17:30:00Z",
        "0 0 0 * * 1-5 | 2026-03-06T12:00:00Z | 2026-03-09T00:00:00Z",
        "0 30 9 * Jan Monday | 2026-03-01T00:00:00Z | 2027-01-04T09:30:00Z",
        "0 0 0 13 * FRI | 2026-03-14T00:00:00Z | 2026-11-13T00:00:00Z",
        "0 0 0 29 2 * | 2097-03-01T00:00:00Z | 2104-02-29T00:00:00Z",
        "0 0 0 31 * * | 2026-03-31T00:00:00Z | 2026-05-31T00:00:00Z",
        "0 0 0 * * 0 | 2026-03-01T23:30:00-02:00 | 2026-03-08T00:00:00Z",
      })
  void nextOccurrenceIsTheFirstOneAfter(String expression, String after, String next) {
    assertThat(CronSchedule.parse(expression).next(OffsetDateTime.parse(after)))
        .hasValue(OffsetDateTime.parse(next));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/5 * * * * | 5 of six",
        "60 * * * * * | 60",
        "0 0 24 * * * | 24",
        "0 0 0 * * 7 | day of week",
        "0 0 0 0 * * | 0",
        "0 5-1 * * * * | 5-1",
        "0 */0 * * * * | */0",
        "0 a * * * * | a",
        "0 1, * * * * | minute",
        "0 -1 * * * * | -1",
        "0 0 0 31 2 * | never",
        "00:05:00 | 1 of six"
      })
  void whatIsNoScheduleIsNamed(String expression, String named) {
    assertThatThrownBy(() -> CronSchedule.parse(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }
}
