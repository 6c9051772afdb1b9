package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DerivedIdsTest {
  private static final String ATTEMPT = "1f0a7b52-7e0c-4f4e-9d0a-3f2b8a1c5d6e";

  @Test
  void closesAnAttemptUnderTheIdThatOthersComputeToo() {
    // Computed by other code: sha256("patienttests/closing/" + attempt), 16 bytes, version 8.
    assertThat(DerivedIds.closing(ATTEMPT)).isEqualTo("14c1ebe3-7d68-87c1-9e8d-88a8a6138e42");
    assertThat(DerivedIds.closing(ATTEMPT.toUpperCase(Locale.ROOT)))
        .isEqualTo(DerivedIds.closing(ATTEMPT));
  }

  @Test
  void givesEachAttemptAnIdOfVersion8() {
    for (int i = 0; i < 100; i++) {
      UUID id = UUID.fromString(DerivedIds.closing(new UUID(0x4000, i).toString()));
      assertThat(id.version()).isEqualTo(8);
      assertThat(id.variant()).isEqualTo(2);
    }
    assertThat(DerivedIds.closing(ATTEMPT)).isNotEqualTo(DerivedIds.closing(ATTEMPT + "0"));
  }
}
