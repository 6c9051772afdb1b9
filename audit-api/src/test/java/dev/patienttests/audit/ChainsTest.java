package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChainsTest {
  private static final String EVENT = "1f0a7b52-7e0c-4f4e-9d0a-3f2b8a1c5d6e";

  @Test
  void choosesAChainByTheHashOfTheEventId() {
    // printf %s 1f0a7b52-7e0c-4f4e-9d0a-3f2b8a1c5d6e | sha256sum: the first byte, and 63.
    assertThat(Chains.of(EVENT)).isEqualTo("57");
    assertThat(Chains.of(EVENT.toUpperCase(Locale.ROOT))).isEqualTo(Chains.of(EVENT));
  }

  @Test
  void namesAll64AndChoosesEachOfThem() {
    assertThat(Chains.names()).hasSize(64).startsWith("00", "01").endsWith("62", "63");
    assertThat(Chains.names()).allMatch(Chains.NAME.asMatchPredicate());
    Set<String> chosen = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      chosen.add(Chains.of(Events.event(i).eventId()));
    }
    assertThat(chosen).containsExactlyInAnyOrderElementsOf(Chains.names());
  }
}
