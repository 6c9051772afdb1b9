package dev.patienttests.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
  void aFileToVerifyWithThatIsNoneOrHoldsSomethingElseIsOneLine(@TempDir Path folder)
      throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "{}");
    Path none = folder.resolve("none");
    for (String[] files :
        List.of(
            new String[] {"--export", none.toString(), "--public-key", other.toString()},
            new String[] {"--export", folder.toString(), "--public-key", other.toString()},
            new String[] {"--export", other.toString(), "--public-key", none.toString()},
            new String[] {"--export", other.toString(), "--public-key", other.toString()},
            new String[] {"--seal", none.toString()},
            new String[] {"--seal", other.toString()})) {
      errors.getBuffer().setLength(0);
      assertThat(commands.execute(verify(files))).isEqualTo(1);
      assertThat(errors.toString().lines()).singleElement().asString().startsWith("pattern: ");
    }
  }

  @Test
  void anExportWithoutAnyRecordIsNotIntact(@TempDir Path folder) throws Exception {
    Path export = Files.writeString(folder.resolve("export"), "");
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    String pem =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(
                Base64.getMimeEncoder()
                    .encodeToString(keys.generateKeyPair().getPublic().getEncoded()));
    Path key = Files.writeString(folder.resolve("key.pem"), pem);
    assertThat(
            commands.execute(verify("--export", export.toString(), "--public-key", key.toString())))
        .isEqualTo(1);
    assertThat(errors.toString()).isEmpty();
  }

  private static String[] verify(String... options) {
    return Stream.concat(Stream.of("audit", "verify"), Stream.of(options)).toArray(String[]::new);
  }

  @Test
  void faultsAndIssuersOfTokensAreNamedWithDashes() {
    String[] good = {
      "token", "--product", "partner", "--issuer", "external-id", "--fault", "hs256-public-key"
    };
    assertThat(commands.parseArgs(good).hasSubcommand()).isTrue();
    assertThat(commands.execute("token", "--product", "private", "--fault", "late")).isEqualTo(2);
    assertThat(errors.toString()).contains("late", "expired", "unknown-kid", "jku");
  }

  @Test
  void whichKeyOfASubscriptionMustBeSaid() {
    assertThat(commands.execute("subscription", "regenerate", "clinic-demo")).isEqualTo(2);
    assertThat(errors.toString()).contains("--key");
    assertThat(commands.execute("subscription", "suspend", "../x", "--variant", "nonsense"))
        .isEqualTo(1);
  }

  @Test
  void anUnknownCommandIsRefusedWithASuggestion() {
    assertThat(commands.execute("stauts")).isEqualTo(2);
    assertThat(errors.toString()).contains("stauts", "status");
  }
}
