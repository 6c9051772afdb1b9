package dev.patienttests.local.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.stack.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The committed snapshot shows a reviewer what a change of Bicep does, so it must be the newest.
 */
class SnapshotTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path COMMITTED = ROOT.resolve("infra/variants/external.snapshot.json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ZEROS = "00000000-0000-0000-0000-000000000000";

  @Test
  void theCommittedSnapshotIsWhatTheBicepSays() throws Exception {
    String now = Deployment.snapshotOf(new Project(ROOT), "external").snapshot();
    assertThat(Files.readString(COMMITTED).strip())
        .as("run ./pattern infra --json > infra/variants/external.snapshot.json")
        .isEqualTo(now.strip());
  }

  @Test
  void theBicepCliSaysTheSame() throws Exception {
    assumeTrue(answers("bicep", "--version"), "needs the Bicep CLI (looked for: bicep --version)");
    Path folder = Files.createTempDirectory("bicep-snapshot");
    ProcessBuilder snapshot =
        new ProcessBuilder(
            "bicep",
            "snapshot",
            ROOT.resolve("infra/variants/external.bicepparam").toString(),
            "--mode",
            "validate",
            "--subscription-id",
            ZEROS,
            "--tenant-id",
            ZEROS,
            "--location",
            "westeurope");
    snapshot.environment().keySet().removeIf(name -> name.startsWith("AZURE_"));
    assertThat(exit(snapshot.redirectErrorStream(true), folder.resolve("output"))).isZero();
  }

  @Test
  void noKeyOrPasswordIsInTheSnapshot() throws IOException {
    String snapshot = Files.readString(COMMITTED);
    assertThat(snapshot).doesNotContainPattern("AccountKey=[A-Za-z0-9+/]{20,}");
    assertThat(JSON.readTree(snapshot).path("outputs").toString())
        .doesNotContainIgnoringCase("listKeys");
  }

  private static boolean answers(String... command) {
    try {
      Path output = Files.createTempFile("answers", ".txt");
      return exit(new ProcessBuilder(command).redirectErrorStream(true), output) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int exit(ProcessBuilder builder, Path output) throws IOException {
    try {
      Process process = builder.redirectOutput(output.toFile()).start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
