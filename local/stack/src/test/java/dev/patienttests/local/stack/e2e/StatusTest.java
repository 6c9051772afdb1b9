package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of {@code ./pattern status --json} with scripts. */
class StatusTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @Test
  void theMembersThatScriptsRelyOnAreThere() throws Exception {
    JsonNode status = new ObjectMapper().readTree(STACK.stack().statusJson());
    assertThat(names(status))
        .contains(
            "running",
            "variant",
            "gateway",
            "caCertificate",
            "edge",
            "egress",
            "hosts",
            "subscriptions",
            "dataDirectory",
            "processes");
    assertThat(names(status.path("hosts")))
        .contains(
            "apim", "patientApi", "auditApi", "keyVault", "patientCosmos", "auditCosmos", "login");
    assertThat(names(status.path("subscriptions").path(0)))
        .contains("product", "name", "primaryKey", "secondaryKey");
    assertThat(status.path("subscriptions").path(0).path("product").asText()).isEqualTo("clinic");
    assertThat(status.path("processes"))
        .extracting(process -> process.path("name").asText())
        .containsExactly(
            "gateway",
            "platform",
            "cosmos",
            "patient-api",
            "patient-api-2",
            "audit-api",
            "audit-api-2");
    assertThat(status.path("processes"))
        .allMatch(process -> process.path("pid").isIntegralNumber());
    assertThat(Files.readString(Path.of(status.path("caCertificate").asText())))
        .startsWith("-----BEGIN CERTIFICATE-----");
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
