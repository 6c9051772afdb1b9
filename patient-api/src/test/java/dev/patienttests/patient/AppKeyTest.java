package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.secrets.SecretValue;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import dev.patienttests.settings.SettingsException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppKeyTest {
  private static final String ZEROS = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private static SecretValue secret(String text) {
    return Secrets.forEnvironment(
            Settings.of(Map.of("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true", "K", text)))
        .secret("K")
        .current();
  }

  private static AppKey key(String text) {
    SecretValue value = secret(text);
    return new AppKey("SEARCH_HMAC_KEY", () -> value);
  }

  @Test
  void isAnHmacOverLengthsAndTexts() {
    // printf '\0\0\0\1a\0\0\0\2bc' | openssl dgst -sha256 -mac hmac -macopt hexkey:00…00
    assertThat(HexFormat.of().formatHex(key(ZEROS).hash("a", "bc")))
        .isEqualTo("830be00748e8677348e1cf2c2785e6f37819e820973947dfcc390e68d4e4b479");
    assertThat(key(ZEROS).hash("ab", "c")).isNotEqualTo(key(ZEROS).hash("a", "bc"));
    assertThat(key("B" + ZEROS.substring(1)).hash("a", "bc"))
        .isNotEqualTo(key(ZEROS).hash("a", "bc"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"canary", "Y2FuYXJ5", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "c*"})
  void refusesWhatIsNoKeyByTheSettingsNameAlone(String text) {
    assertThatThrownBy(() -> key(text).require())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("SEARCH_HMAC_KEY")
        .hasMessageNotContaining(text)
        .hasNoCause();
    assertThat(key(text).toString()).doesNotContain(text);
  }

  @Test
  void followsTheSecretWhenItIsReadAgain() {
    AtomicReference<SecretValue> current = new AtomicReference<>(secret(ZEROS));
    AppKey key = new AppKey("K", current::get);
    byte[] before = key.hash("a");
    assertThat(key.hash("a")).isEqualTo(before);
    current.set(secret("B" + ZEROS.substring(1)));
    assertThat(key.hash("a")).isNotEqualTo(before);
  }
}
