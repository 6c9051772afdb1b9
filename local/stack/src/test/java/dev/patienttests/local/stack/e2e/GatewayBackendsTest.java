package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.gateway.GatewayConfig.Backend;
import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backend entities that somebody adds to the Bicep. */
class GatewayBackendsTest {
  @TempDir private Path folder;
  @TempDir private Path state;

  private List<Backend> declared(String properties) {
    ProjectCopy copy =
        ProjectCopy.declarationsIn(folder)
            .append(
                "infra/modules/apim-policies.bicep",
                "resource other 'Microsoft.ApiManagement/service/backends@2024-05-01' = {\n"
                    + "  parent: service\n  name: 'other'\n  properties: {\n"
                    + properties
                    + "\n  }\n}\n");
    return Deployment.evaluate(copy.project(), "external", new StateDirectory(state).create())
        .plan()
        .gateway()
        .backends();
  }

  @Test
  void theirUrlAndCredentialsReachTheGateway() {
    assertThat(
            declared(
                "url: 'https://other.example/x'\nprotocol: 'http'\ncredentials: {\n"
                    + "header: { 'x-key': [ '{{a-key}}' ] }\nquery: { code: [ 'a', 'b' ] }\n}"))
        .containsExactly(
            new Backend(
                "other",
                "https://other.example/x",
                Map.of("x-key", List.of("{{a-key}}")),
                Map.of("code", List.of("a", "b"))));
  }

  @Test
  void poolsAreRefusedByName() {
    assertThatThrownBy(
            () -> declared("type: 'Pool'\npool: { services: [ { id: '/backends/one' } ] }"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("apim-policies.bicep")
        .hasMessageContaining("properties.type")
        .hasMessageContaining("properties.pool");
  }

  @Test
  void circuitBreakersAndCertificatesAreRefusedByName() {
    assertThatThrownBy(
            () ->
                declared(
                    "url: 'https://a'\nprotocol: 'http'\ncircuitBreaker: { rules: [ { name: 'r' } ] }\n"
                        + "credentials: { certificateIds: [ 'c' ] }"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("properties.circuitBreaker")
        .hasMessageContaining("properties.credentials.certificateIds");
  }
}
