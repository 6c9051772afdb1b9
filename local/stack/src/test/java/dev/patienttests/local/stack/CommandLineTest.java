package dev.patienttests.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {
  private final StringWriter errors = new StringWriter();
  private final CommandLine commands =
      Pattern.commandLine().setErr(new PrintWriter(errors, true)).setOut(new PrintWriter(errors));

  @Test
  void anUnknownVariantIsOneLineThatNamesTheMissingFile() {
    assertThat(commands.execute("status", "--variant", "nonsense")).isEqualTo(1);
    assertThat(errors.toString().lines())
        .containsExactly("pattern: there is no infra/variants/nonsense.bicepparam");
  }

  @Test
  void aVariantThatLeavesTheFolderIsRefused() {
    assertThat(commands.execute("status", "--variant", "../../x")).isEqualTo(1);
  }

  @Test
  void anUnknownCommandIsRefusedWithASuggestion() {
    assertThat(commands.execute("stauts")).isEqualTo(2);
    assertThat(errors.toString()).contains("stauts", "status");
  }
}
