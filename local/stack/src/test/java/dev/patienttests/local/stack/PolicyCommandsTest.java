package dev.patienttests.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about policy documents. */
class PolicyCommandsTest {
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

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String page(String inbound) {
    return "<policies><inbound>"
        + inbound
        + "</inbound><backend><base /></backend><outbound /><on-error /></policies>";
  }

  @Test
  void nothingIsWrongWithTheDocumentsOfThisProject() {
    assertThat(run("policy", "check", "--strict", ROOT.resolve("apim").toString())).isZero();
    assertThat(output.toString()).isEmpty();
  }

  @Test
  void mistakesOfAllDocumentsOfAFolderAreLocated() throws Exception {
    file("a.xml", page("<nope /><set-status />"));
    file("b.xml", "<policies><inbound /></policies>");
    file("pom.xml", "<project />");
    assertThat(run("policy", "check", folder.toString())).isEqualTo(1);
    assertThat(output.toString().lines())
        .hasSize(5)
        .anyMatch(line -> line.contains("a.xml:1:20: error: <nope>: "))
        .anyMatch(line -> line.contains("b.xml:1:1: warning: <policies>: section <backend>"));
    assertThat(errors.toString().strip()).isEqualTo("documents: 2, errors: 2, warnings: 3");
    assertThat(run("policy", "check", folder.resolve("b.xml").toString())).isZero();
    assertThat(run("policy", "check", "--strict", folder.resolve("b.xml").toString())).isEqualTo(1);
  }

  @Test
  void whereThereIsNoDocumentNothingWasChecked() throws Exception {
    file("pom.xml", "<project />");
    assertThat(run("policy", "check", folder.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("there is no policy document below " + folder);
  }

  @Test
  void aDocumentWithAMisspelledRootIsNotPassedOver() throws Exception {
    file("a.xml", page(""));
    file("b.xml", "<polices><inbound /></polices>");
    assertThat(run("policy", "check", folder.toString())).isEqualTo(1);
    assertThat(output.toString()).contains("b.xml:1:1: error: <polices>: a policy document begins");
  }

  @Test
  void unknownNamedValuesAreErrorsUnlessGivenOrAssumed() throws Exception {
    String document = file("a.xml", page("<set-variable name=\"a\" value=\"{{b}}\" />"));
    assertThat(run("policy", "check", document)).isEqualTo(1);
    assertThat(run("policy", "check", "--named-value", "b=1", document)).isZero();
    assertThat(run("policy", "check", "--assume", document)).isZero();
  }

  @Test
  void aDocumentIsRunWithARequestAndStubs() throws Exception {
    String document =
        file(
            "a.xml",
            page(
                "<send-request response-variable-name=\"r\"><set-url>https://a.example/x</set-url>"
                    + "<set-method>GET</set-method></send-request>"
                    + "<include-fragment fragment-id=\"one\" />"));
    Files.createDirectory(folder.resolve("fragments"));
    file(
        "fragments/one.xml",
        "<fragment><set-header name=\"x-key\"><value>secret-value</value></set-header></fragment>");
    String request = file("r.http", "POST /things\nAuthorization: Bearer canary-token\n\nbody\n");
    String stubs =
        file("s.http", "GET https://a.example/\n\nHTTP/1.1 200 OK\n\n###\nHTTP/1.1 202 Yes\n");
    String[] command = {
      "policy", "test", document, "--request", request, "--stub", stubs, "--expect", "202"
    };
    assertThat(run(command)).isZero();
    assertThat(output.toString())
        .startsWith("POST /things\n")
        .contains("variable r: none -> (response 200)")
        .contains("header x-key: none -> ***")
        .contains("\nHTTP/1.1 202\n")
        .doesNotContain("canary");
    command[8] = "200";
    assertThat(run(command)).isEqualTo(3);
  }

  @Test
  void aNamedValueGivenAsSecretIsNotInTheTrace() throws Exception {
    String document =
        file("a.xml", page("<set-variable name=\"a\" value=\"{{b}}\" /><return-response />"));
    String request = file("r.http", "GET /things\n");
    String[] command = {
      "policy", "test", document, "--request", request, "--secret", "b=canary-text"
    };
    assertThat(run(command)).isZero();
    assertThat(output.toString()).contains("variable a: none -> \"***\"").doesNotContain("canary");
  }

  @Test
  void aRefusalDoesNotQuoteWhatIsGivenAsSecret() throws Exception {
    String limit = "<rate-limit-by-key calls=\"{{b}}\" renewal-period=\"9\" counter-key=\"c\" />";
    String document = file("a.xml", page(limit));
    String request = file("r.http", "GET /things\n");
    assertThat(run("policy", "test", document, "--request", request, "--secret", "b=canary-text"))
        .isEqualTo(1);
    assertThat(errors.toString())
        .contains("attribute 'calls': '***' is no whole number")
        .doesNotContain("canary");
    assertThat(run("policy", "check", document, "--secret", "b=canary-text")).isEqualTo(1);
    assertThat(output.toString())
        .contains("attribute 'calls': '***' is no whole number")
        .doesNotContain("canary");
  }

  @Test
  void theTraceMayBeJson() throws Exception {
    String document = file("a.xml", page("<return-response />"));
    String request = file("r.http", "GET /things\n");
    assertThat(
            run("policy", "test", document, "--request", request, "--scope", "product", "--json"))
        .isZero();
    var trace = new ObjectMapper().readTree(output.toString());
    assertThat(trace.at("/policies/0/scope").asText()).isEqualTo("product");
    assertThat(trace.at("/policies/0/outcome").asText()).isEqualTo("ended");
    assertThat(trace.at("/policies/0/elapsed").isNumber()).isTrue();
  }

  @Test
  void whatCannotBeRunIsLocated() throws Exception {
    String request = file("r.http", "GET /things\n");
    String document = file("a.xml", page("<nope />"));
    assertThat(run("policy", "test", document, "--request", request)).isEqualTo(1);
    assertThat(errors.toString()).contains("a.xml:1:20: <nope>");
    String good = file("b.xml", page(""));
    assertThat(run("policy", "test", good, "--request", document)).isEqualTo(1);
    assertThat(errors.toString()).contains("a.xml:1: expected a method and a path");
    assertThat(run("policy", "test", good)).isEqualTo(2);
  }
}
