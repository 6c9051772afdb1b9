package dev.patienttests.benchmarks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.benchmarks.bare.Operation;
import dev.patienttests.local.net.Subnet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BareSidesTest {
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xmx128m", "-XX:TieredStopAtLevel=1");

  @Test
  void tellsWhatCallsCostTheProcessThatIsCalled(@TempDir Path directory) throws Exception {
    try (BareSides sides = BareSides.start(settings(directory), Map.of("some", "header"))) {
      assertThat(sides.all()).extracting(Side::name).containsExactly("bare gateway");
      Side gateway = sides.all().get(0);
      for (Operation operation : List.of(Operation.LOAD_PATIENT, Operation.CREATE_PATIENT)) {
        Side.Cost cost = gateway.call(operation, "", 3 * Side.CONNECTIONS);

        assertThat(cost.calls()).isEqualTo(3 * Side.CONNECTIONS);
        assertThat(cost.micros()).isPositive();
        assertThat(cost.samples().median()).isPositive();
      }
    }
  }

  @Test
  void makesNoFigureOfAnswersWithAnotherStatus(@TempDir Path directory) throws Exception {
    try (BareSides sides = BareSides.start(settings(directory), Map.of())) {
      Side gateway = sides.all().get(0);

      assertThatThrownBy(() -> gateway.call(Operation.SEARCH_PATIENT, "{}", 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("answered 201");
    }
  }

  private static BareSides.Settings settings(Path directory) {
    return new BareSides.Settings(
        directory,
        directory.resolve("ca"),
        "bare-sides",
        "bare-sides-network",
        new Subnet("/subnets/bare", "bare", "10.9.1.0/24", Set.of(BareSides.WEB_SERVICE)),
        "func-bare.azurewebsites.net",
        OPTIONS,
        Optional.empty());
  }
}
