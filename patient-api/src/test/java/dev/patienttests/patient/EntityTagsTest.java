package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
  @Test
  void readsListsWithCommasInTags() {
    EntityTags tags = EntityTags.parse(" \"a,b\" , W/\"c\",,\"\" ").orElseThrow();
    assertThat(tags.tags()).containsExactly("\"a,b\"", "W/\"c\"", "\"\"");
    assertThat(tags.any()).isFalse();
  }

  @Test
  void comparesWeaklyOnlyWhereThatIsAsked() {
    EntityTags weak = EntityTags.parse("W/\"a\"").orElseThrow();
    EntityTags strong = EntityTags.parse("\"a\"").orElseThrow();
    assertThat(weak.matchesStrongly("\"a\"")).isFalse();
    assertThat(weak.matchesStrongly("W/\"a\"")).isFalse();
    assertThat(weak.matchesWeakly("\"a\"")).isTrue();
    assertThat(strong.matchesStrongly("\"a\"")).isTrue();
    assertThat(strong.matchesWeakly("W/\"a\"")).isTrue();
    assertThat(strong.matchesWeakly("\"b\"")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "a", "\"a", "a\"", "w/\"a\"", "\"a\" \"b\"", "*, \"a\"", "\"a b\""})
  void readsNothingElse(String header) {
    assertThat(EntityTags.parse(header)).isEmpty();
  }

  @Test
  void readsALongListInTime() {
    String list = "\"a\",".repeat(4000) + "x";
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(EntityTags.parse(list)).isEmpty());
  }
}
