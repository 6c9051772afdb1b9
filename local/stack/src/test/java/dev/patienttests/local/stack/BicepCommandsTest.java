package dev.patienttests.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about Bicep. */
class BicepCommandsTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    return Pattern.commandLine()
        .setOut(new PrintWriter(output))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void allOfInfraIsFreeOfMistakes() {
    assertThat(run("bicep", "check", ROOT.resolve("infra").toString())).isZero();
    assertThat(output.toString()).isEmpty();
  }

  @Test
  void mistakesAreLocatedAndMakeTheCommandFail() throws Exception {
    file("a.bicep", "param p string\nvar v = q\n");
    file("b.bicep", "import { x } from 'br/public:x:1'\n");
    assertThat(run("bicep", "check", folder.toString())).isEqualTo(1);
    assertThat(output.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("a.bicep:2:9: error BCP057: "),
            line -> assertThat(line).contains("b.bicep:1:19: error unsupported: ", "br:"));
    assertThat(errors.toString()).isEqualToIgnoringNewLines("2 files, 2 errors");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(run("bicep", "check", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(errors.toString()).startsWith("pattern: there is no file or folder ");
    assertThat(run("bicep", "check", ROOT.resolve("README.md").toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("README.md is neither a .bicep nor");
  }

  @Test
  void aSnapshotIsPrintedWrittenAndValidated() throws Exception {
    file("main.bicep", "param n string\nresource r 'A.B/c@1' = { name: n }\n");
    Path parameters = file("x.bicepparam", "using 'main.bicep'\nparam n = 'a'\n");
    String[] scope = {"--subscription-id", "s", "--resource-group", "g"};
    assertThat(run("bicep", "snapshot", parameters.toString(), scope[0], scope[1], scope[2], "g"))
        .isZero();
    assertThat(output.toString())
        .contains("\"id\": \"/subscriptions/s/resourceGroups/g/providers/A.B/c/a\"");
    String[] mode = {"bicep", "snapshot", parameters.toString(), "--mode", "overwrite"};
    assertThat(run(mode)).isZero();
    mode[4] = "validate";
    assertThat(run(mode)).isZero();
    file("main.bicep", "param n string\nresource r 'A.B/c@2' = { name: n }\n");
    assertThat(run(mode)).isEqualTo(1);
    assertThat(output.toString()).contains("apiVersion: \"1\" -> \"2\"");
    file("main.bicep", "type t = { a: string }\nparam n string\nvar v t = { a: n, b: 1 }\n");
    assertThat(run("bicep", "snapshot", parameters.toString())).isZero();
    assertThat(errors.toString()).contains("main.bicep:3:22: warning BCP037: ");
  }

  @Test
  void anOptionThatDoesNotFitTheTargetScopeIsRefused() throws Exception {
    file("main.bicep", "targetScope = 'tenant'\n");
    String parameters = file("x.bicepparam", "using 'main.bicep'\n").toString();
    assertThat(run("bicep", "snapshot", parameters, "--tenant-id", "t")).isZero();
    for (String option : List.of("subscription-id", "resource-group", "management-group-id")) {
      assertThat(run("bicep", "snapshot", parameters, "--" + option, "x")).isEqualTo(1);
      assertThat(errors.toString())
          .contains("--" + option + " does not fit a file with the target scope 'tenant'");
    }
    file("main.bicep", "targetScope = 'subscription'\n");
    assertThat(run("bicep", "snapshot", parameters, "--subscription-id", "s")).isZero();
    assertThat(run("bicep", "snapshot", parameters, "--resource-group", "g")).isEqualTo(1);
  }

  @Test
  void aDifferenceToAnEarlierSnapshotNamesPropertyAndOrigin() throws Exception {
    String snapshot = Files.readString(ROOT.resolve("infra/variants/external.snapshot.json"));
    Path before = file("before.json", snapshot.replaceFirst("westeurope", "northeurope"));
    assertThat(run("infra", "diff", before.toString())).isZero();
    assertThat(output.toString())
        .contains("location: \"northeurope\" -> \"westeurope\"  (")
        .contains("1 changed, 0 added, 0 removed");
  }
}
