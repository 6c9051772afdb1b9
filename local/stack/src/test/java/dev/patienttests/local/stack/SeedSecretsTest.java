package dev.patienttests.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.stack.deploy.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes the seeded secrets, run by bash against a stub of {@code az}. */
class SeedSecretsTest {
  private static final Path SCRIPT = Path.of("../../infra/scripts/seed-secrets");

  /** Notes its arguments in {@code calls}, its input in {@code body N}; lists what is there. */
  private static final String AZ =
      """
      #!/bin/bash
      cd "$(dirname "$0")" || exit 9
      echo "$*" >>calls
      case "$*" in
        *--method\\ get*--query\\ nextLink\\ --output\\ tsv) cat next ;;
        *--method\\ get*--query\\ value\\[\\].name\\ --output\\ tsv) [[ ! -e broken ]] && cat names ;;
        *--method\\ put*--body\\ @-\\ --output\\ none) cat >"body $(wc -l <calls)" ;;
        *) exit 3 ;;
      esac
      """;

  @TempDir private Path directory;

  @BeforeEach
  void makeStubs() throws IOException {
    assumeTrue(Files.isExecutable(ScriptRun.BASH), "bash is needed for the script " + SCRIPT);
    Path az = directory.resolve("az");
    Files.writeString(az, AZ);
    assertThat(az.toFile().setExecutable(true)).isTrue();
    for (String empty : List.of("calls", "names", "next")) {
      Files.writeString(directory.resolve(empty), "");
    }
  }

  @Test
  void makesTheSecretsThatTheLocalStackHasToo() throws Exception {
    assertThat(run(0))
        .containsExactlyElementsOf(
            Deployment.seededSecrets().stream().map(name -> name + " created").toList());
    assertThat(puts())
        .hasSize(3)
        .first()
        .asString()
        .contains(
            "/subscriptions/sub/resourceGroups/group/providers/Microsoft.KeyVault/vaults/vault"
                + "/secrets/search-hmac?api-version=");
  }

  @Test
  void givesEachThirtyTwoBytesOfItsOwnOnNoCommandLine() throws Exception {
    run(0);
    List<String> values = values();
    assertThat(values).hasSize(3).doesNotHaveDuplicates();
    String calls = String.join("\n", calls());
    assertThat(values)
        .allMatch(value -> Base64.getDecoder().decode(value).length == 32)
        .noneMatch(calls::contains);
  }

  @Test
  void leavesSecretsAsTheyAreThatExist() throws Exception {
    exist("idempotency", "search-hmac", "continuation-old");
    assertThat(run(0))
        .containsExactly("search-hmac exists", "continuation created", "idempotency exists");
    assertThat(puts()).singleElement().asString().contains("/secrets/continuation?");
  }

  @Test
  void makesNothingWhereItCannotSeeWhatThereIs() throws Exception {
    Files.writeString(directory.resolve("broken"), "");
    run(1);
    assertThat(puts()).isEmpty();
  }

  @Test
  void makesNothingWhereThereMayBeMoreThanItSees() throws Exception {
    Files.writeString(directory.resolve("next"), "https://management.azure.com/more\n");
    assertThat(run(1)).anyMatch(line -> line.contains("nothing was made"));
    assertThat(puts()).isEmpty();
  }

  @Test
  void makesNothingWithoutEveryArgument() throws Exception {
    assertThat(run(2, "sub", "group")).anyMatch(line -> line.contains("Usage"));
    assertThat(calls()).isEmpty();
  }

  private List<String> run(int status) throws Exception {
    return run(status, "sub", "group", "vault");
  }

  private List<String> run(int status, String... arguments) throws Exception {
    String text = ScriptRun.output(SCRIPT, directory, status, arguments);
    assertThat(values()).noneMatch(text::contains);
    return text.lines().toList();
  }

  private List<String> values() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("body "))
          .map(SeedSecretsTest::value)
          .toList();
    }
  }

  private static String value(Path body) {
    try {
      return new ObjectMapper().readTree(body.toFile()).at("/properties/value").asText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(directory.resolve("calls"));
  }

  private List<String> puts() throws IOException {
    return calls().stream().filter(call -> call.contains("--method put")).toList();
  }

  private void exist(String... names) throws IOException {
    Files.write(directory.resolve("names"), List.of(names));
  }
}
