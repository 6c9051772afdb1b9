package dev.patienttests.local.bicep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The repository's own Bicep evaluates. */
class InfraTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path INFRA = ROOT.resolve("infra");

  private final DeploymentContext subscription =
      DeploymentContext.of(ROOT)
          .withSubscription(Sample.ZEROS)
          .withTenant(Sample.ZEROS)
          .withLocation("westeurope");

  @BeforeEach
  void infraIsThere() {
    assumeTrue(Files.isDirectory(INFRA), "needs infra/ beside local/");
  }

  @Test
  void variantsEvaluateAndResolve() throws Exception {
    for (Path file : files(".bicepparam", "variants")) {
      Evaluation evaluation = Bicep.evaluate(file, subscription);
      assertThat(evaluation.resources()).as(file.toString()).hasSizeGreaterThan(20);
      assertThat(evaluation.snapshot()).startsWith("{\n  \"predictedResources\": [");
      ResolvedResource policy =
          evaluation.resolve(new Everything()).resources().stream()
              .filter(resource -> resource.type().endsWith("service/policies"))
              .findFirst()
              .orElseThrow();
      assertThat(policy.originOf(JsonPointer.compile("/properties/value")).orElseThrow())
          .hasToString("apim/policies/global.xml:1:1");
    }
  }

  @Test
  void deploymentsWithParametersOfOthersEvaluate() throws Exception {
    Bicep.evaluate(INFRA.resolve("entra/apps.bicep"), Map.of(), subscription);
    for (String name : List.of("host-keys.bicep", "entra/assignments.bicep")) {
      DeploymentContext context =
          name.startsWith("host") ? subscription.withResourceGroup("rg") : subscription;
      Path file = INFRA.resolve(name);
      Map<String, JsonNode> parameters = new HashMap<>();
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("param ") && !line.contains("=")) {
          parameters.put(line.split(" ", -1)[1], TextNode.valueOf("given"));
        }
      }
      Evaluation evaluation = Bicep.evaluate(file, parameters, context);
      assertThat(evaluation.resources()).as(name).isNotEmpty();
      assertThat(evaluation.resolve(new Everything()).resources()).isNotEmpty();
    }
  }

  private static List<Path> files(String ending, String folder) throws IOException {
    try (Stream<Path> files = Files.walk(INFRA.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).collect(Collectors.toList());
    }
  }

  /** A run time that answers any path that infra/ asks for. */
  private static final class Everything implements RuntimeValues {
    private static JsonNode members(String... names) {
      var node = JsonNodeFactory.instance.objectNode();
      for (String name : names) {
        node.put(name, name);
      }
      node.putObject("functionKeys").put("gateway-a", "k").put("patient-a", "k");
      node.putObject("primaryEndpoints").put("blob", "https://blob/");
      node.putObject("authentication").put("loginEndpoint", "https://login/");
      return node;
    }

    @Override
    public Optional<JsonNode> reference(String resourceId, String apiVersion, boolean full) {
      return Optional.of(
          members(
              "principalId",
              "clientId",
              "vaultUri",
              "defaultHostName",
              "documentEndpoint",
              "gatewayUrl",
              "appId",
              "id"));
    }

    @Override
    public Optional<JsonNode> list(String function, String resourceId, String apiVersion) {
      return Optional.of(members("primaryMasterKey"));
    }

    @Override
    public Optional<JsonNode> environment() {
      return Optional.of(members("name"));
    }
  }
}
