package dev.patienttests.local.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSearchTest {
  private final Random random = new Random(7);

  /** Of two letters, so that much of it is found nearly. */
  private String text(int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(random.nextInt(8) == 0 ? 'b' : 'a');
    }
    return out.toString();
  }

  @Test
  void findsWhatTheJdkFinds() {
    for (int i = 0; i < 2_000; i++) {
      String part = text(60 + random.nextInt(20));
      String text =
          random.nextBoolean()
              ? text(random.nextInt(300))
              : text(random.nextInt(90)) + part + part.substring(random.nextInt(60)) + part;
      int from = random.nextInt(400) - 50;

      assertThat(TextSearch.contains(text, part)).isEqualTo(text.contains(part));
      assertThat(TextSearch.indexOf(text, part, from)).isEqualTo(text.indexOf(part, from));
      assertThat(TextSearch.lastIndexOf(text, part, from)).isEqualTo(text.lastIndexOf(part, from));
      assertThat(TextSearch.replace(text, part, "c")).isEqualTo(text.replace(part, "c"));
    }
  }
}
