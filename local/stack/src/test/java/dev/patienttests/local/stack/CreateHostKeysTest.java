package dev.patienttests.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patienttests.local.stack.deploy.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes the named host keys, run by bash against a stub of {@code az}. */
class CreateHostKeysTest {
  private static final Path SCRIPT = Path.of("../../infra/scripts/create-host-keys");

  /**
   * Notes its arguments in a line of {@code calls}. It gives out values as az would if it were not
   * told otherwise, and fails as long as there are lines in {@code failures}.
   */
  private static final String AZ =
      """
      #!/bin/bash
      cd "$(dirname "$0")" || exit 9
      call=$*
      echo "$call" >>calls
      if [[ -s failures ]]; then
        sed -i 1d failures
        exit 1
      fi
      site=${call#*Microsoft.Web/sites/}
      site=${site%%/*}
      case "$call" in
        *--method\\ post*listKeys*--query\\ keys\\(functionKeys\\)\\ --output\\ tsv)
          cat "$site.names" ;;
        *--method\\ put*--output\\ none) ;;
        *) echo '{"value": "SECRET"}' ;;
      esac
      """;

  @TempDir private Path directory;

  @BeforeEach
  void makeStubs() throws IOException {
    assumeTrue(Files.isExecutable(ScriptRun.BASH), "bash is needed for the script " + SCRIPT);
    stub("az", AZ);
    stub("sleep", "#!/bin/bash\n");
    exist("patient-api");
    exist("audit-api");
    Files.writeString(directory.resolve("calls"), "");
  }

  @Test
  void makesTheKeysThatTheLocalStackHasToo() throws Exception {
    assertThat(run(0)).containsExactlyElementsOf(created(false));
    assertThat(puts())
        .hasSize(4)
        .allMatch(call -> call.startsWith("rest --method put --url /subscriptions/sub/"))
        .noneMatch(call -> call.contains("value"))
        .first()
        .asString()
        .contains(
            "/resourceGroups/group/providers/Microsoft.Web/sites/audit-api/host/default"
                + "/functionkeys/patient-a?api-version=");
  }

  @Test
  void makesTheAuditorsKeysWhereThereIsAnAuditor() throws Exception {
    assertThat(run(0, "sub", "group", "patient-api", "audit-api", "id-auditor"))
        .containsExactlyElementsOf(created(true));
    assertThat(puts()).hasSize(6);
  }

  @Test
  void leavesKeysAsTheyAreThatExist() throws Exception {
    exist("patient-api", "default", "gateway-a", "gateway-b-old");
    exist("audit-api", "patient-a", "patient-b");
    assertThat(run(0))
        .containsExactly(
            "audit-api: patient-a exists",
            "audit-api: patient-b exists",
            "patient-api: gateway-a exists",
            "patient-api: gateway-b created");
    assertThat(puts()).singleElement().asString().contains("/functionkeys/gateway-b?");
  }

  @Test
  void asksAgainWhileAHostHasNotStartedAndEndsWhenItNeverDoes() throws Exception {
    Files.writeString(directory.resolve("failures"), "1\n2\n");
    assertThat(run(0)).contains("patient-api: gateway-b created");

    Files.writeString(directory.resolve("failures"), "1\n".repeat(100));
    assertThat(run(1)).noneMatch(line -> line.contains("created"));
  }

  @Test
  void makesNothingWithoutEveryArgument() throws Exception {
    assertThat(run(2, "sub", "group", "patient-api")).anyMatch(line -> line.contains("Usage"));
    assertThat(calls()).isEmpty();
  }

  private static List<String> created(boolean auditor) {
    return Deployment.hostKeyNames(auditor).stream()
        .map(key -> key.app() + ": " + key.name() + " created")
        .toList();
  }

  private List<String> run(int status) throws Exception {
    return run(status, "sub", "group", "patient-api", "audit-api");
  }

  /** The lines on both outputs, without those about further attempts. */
  private List<String> run(int status, String... arguments) throws Exception {
    String text = ScriptRun.output(SCRIPT, directory, status, arguments);
    assertThat(text).doesNotContain("SECRET");
    return text.lines().filter(line -> !line.contains(" failed, next in ")).toList();
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(directory.resolve("calls"));
  }

  private List<String> puts() throws IOException {
    return calls().stream().filter(call -> call.contains("--method put")).toList();
  }

  private void exist(String app, String... keys) throws IOException {
    Files.write(directory.resolve(app + ".names"), List.of(keys));
  }

  private void stub(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
