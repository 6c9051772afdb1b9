package dev.patienttests.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static void assertRefused(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            SettingsException.class, failure -> assertThat(failure.setting()).isEqualTo("X"))
        .hasMessageContaining("Setting X ")
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }

  @Test
  void countsABlankValueAsAbsent() {
    Settings settings = Settings.of(Map.of("X", " "));
    assertThat(settings.optional("X")).isEmpty();
    assertRefused(() -> settings.required("X"));
    assertRefused(() -> settings.requiredUrl("X"));
  }

  @Test
  void choosesExactlyAndFallsBackOnlyWhenAbsent() {
    assertThat(Settings.of(Map.of("X", "one")).choice("X", 0, Map.of("one", 1))).isEqualTo(1);
    assertThat(Settings.of(Map.of()).choice("X", 0, Map.of("one", 1))).isEqualTo(0);
    assertRefused(() -> Settings.of(Map.of("X", "canary")).choice("X", 0, Map.of("one", 1)));
  }

  @Test
  void readsGuids() {
    String guid = "11111111-2222-3333-4444-555555555555";
    assertThat(Settings.of(Map.of("X", guid)).optionalGuid("X")).contains(guid);
    assertRefused(() -> Settings.of(Map.of("X", "canary")).optionalGuid("X"));
  }

  @Test
  void readsUrlsWithNothingButSchemeHostAndPath() {
    assertThat(Settings.of(Map.of("X", "https://h/api")).requiredUrl("X")).hasHost("h");
    for (String url :
        List.of(
            "canary",
            "https:///canary",
            "ftp://canary/",
            "https://canary@h/",
            "https://h/?canary",
            "https://h/#canary",
            "https://ca nary/")) {
      assertRefused(() -> Settings.of(Map.of("X", url)).requiredUrl("X"));
    }
  }

  @Test
  void showsNamesOnly() {
    assertThat(Settings.of(Map.of("X", "canary"))).hasToString("Settings[X]");
  }

  @Test
  void tellsCoreToolsFromASite() {
    assertThat(HostEnvironment.of(Settings.of(Map.of("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true"))))
        .isEqualTo(HostEnvironment.CORE_TOOLS);
    assertThat(
            HostEnvironment.of(
                Settings.of(
                    Map.of("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true", "WEBSITE_SITE_NAME", "f"))))
        .isEqualTo(HostEnvironment.APP_SERVICE);
    assertThat(HostEnvironment.of(Settings.of(Map.of("FUNCTIONS_CORETOOLS_ENVIRONMENT", "no"))))
        .isEqualTo(HostEnvironment.OTHER);
  }
}
