package dev.patienttests.local.functions.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What .NET's own parsers said to texts that people may put into a path. */
class DotNetTextFormsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-1",
        "2026.1",
        "1/126",
        "026-1-1",
        "1/2026/1",
        "1 2026 1",
        "1/1/00026",
        "2-29-24",
        "Jan 31",
        "30 Feb",
        "26 Feb 1",
        "Feb 2026",
        "99 Jan 1",
        "1Jan2026",
        "2026Jan1",
        "Jan1",
        "Mon 1 Jan",
        "Thu 1 Jan 2026",
        "1 Thu Jan 2026",
        "2026-01-01 Thu",
        "Thu, 01 Jan 2026",
        "1 . 2",
        "1..2",
        "1-,2",
        ",2026-01-01",
        "1/2.",
        "1.2.3.",
        "2026年1月1日",
        "#2026-01-01#",
        "A.D. 2026-01-01",
        "GMT 1/1/2026",
        "PM 10:30",
        "2026-01-01 PM",
        "1/1/2026 10AM",
        "10:30 1/1",
        "10:30, 1/1",
        "10:30. 1/1",
        "10 : 30",
        "10:30:45.",
        "10:30:45.1 PM",
        "13 PM",
        "1 1 1 10:30",
        "10:30 Z 1/1/2026",
        "10:30 Thu 1 Jan 2026",
        "10 PM +5",
        "1/1 +5",
        "2026-01-01-05:00",
        "2026-01-01 T10:30:00",
        "2026 01 01T10:30",
        "2026-01-01T10:30:00 +2:0"
      })
  void dateTimeIs(String text) {
    assertThat(DotNetDateTime.isDateTime(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026",
        "13 2026",
        "2026-001",
        "2026-1-001",
        "1/32/1",
        "12/1/12345",
        "Jan 32",
        "Feb 30",
        "Jan12026",
        "Thu",
        "Thu 1 Jan",
        "Thu1",
        "Fri, 01 Jan 2026",
        "Thu 2026-01-07",
        "1/2/",
        "Jan-1-",
        "1//2",
        "1,-2",
        "Jan 1 PM",
        "1 Jan GMT",
        "10 P",
        "10:30 PM AM",
        "13 AM",
        "24:00",
        "10:30/",
        "10:30:045",
        "1 1 10:30",
        "Jan 10:30",
        "10:30 2026",
        "10:30+15",
        "2026-01-01T5PM",
        "2026-01-01T1:30",
        "2026-01-01T10:30:5",
        "2026-01-01T10:30 PM",
        "2026-01-01T10:30 GMT",
        "1/2/2026T10:30",
        "2026-01T10:30",
        "2026-01-01T10:30+14:01"
      })
  void dateTimeIsNot(String text) {
    assertThat(DotNetDateTime.isDateTime(text)).isFalse();
  }

  @Test
  void escapeThatOnlyJavaKnowsIsMalformed() {
    for (String pattern : new String[] {"\\Qa\\E", "\\h", "\\R", "\\X"}) {
      Constraint regex = Constraints.resolve("regex(" + pattern + ")");
      assertThatThrownBy(() -> regex.holds(Optional.of("a")))
          .isInstanceOf(RouteEvaluationException.class);
    }
  }

  @Test
  void braceWithoutANumberStandsForItself() {
    assertThat(holds("regex(^a{,3}$)", "a{,3}")).isTrue();
    assertThat(holds("regex(^a{,3}$)", "aa")).isFalse();
    assertThat(holds("regex(^a{2}$)", "aa")).isTrue();
    assertThat(holds("regex(^[\\b]$)", "\b")).isTrue();
  }

  private static boolean holds(String constraint, String value) {
    return Constraints.resolve(constraint).holds(Optional.of(value));
  }
}
