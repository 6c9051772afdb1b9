package dev.patienttests.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.stack.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deployed is lean and closed: looked at in the folder that the build staged. */
class StagedArtifactsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NEVER_DEPLOYED =
      List.of(
          "dev/patienttests/local/",
          // Libraries for one machine or another.
          "META-INF/native/lib",
          "org/junit/",
          "org/assertj/",
          "org/testcontainers/",
          "org/eclipse/jetty/",
          "org/bouncycastle/",
          "org/sqlite/",
          "picocli/");

  @ParameterizedTest
  @ValueSource(strings = {"audit-api", "patient-api"})
  void nothingOfTheLocalStackAndNoTestLibraryIsOnTheClassPath(String app) throws IOException {
    List<Path> jars = jars(app);
    assertThat(jars).isNotEmpty();
    for (Path jar : jars) {
      try (JarFile content = new JarFile(jar.toFile())) {
        assertThat(content.stream().map(entry -> entry.getName()))
            .noneMatch(name -> NEVER_DEPLOYED.stream().anyMatch(name::startsWith));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit-api", "patient-api"})
  void everyTriggerButHealthAsksForAFunctionKeyAndListsItsMethods(String app) throws IOException {
    Map<String, JsonNode> triggers = triggers(app, "httpTrigger");
    assertThat(triggers).containsKey("Health").hasSizeGreaterThan(1);
    triggers.forEach(
        (name, trigger) -> {
          assertThat(trigger.path("methods")).as(name).isNotEmpty();
          assertThat(trigger.path("authLevel").asText())
              .as(name)
              .isEqualToIgnoringCase(name.equals("Health") ? "anonymous" : "function");
        });
  }

  @ParameterizedTest
  @CsvSource({"audit-api, SealAuditTrail", "patient-api, ReconcileAttempts"})
  void whatElseStartsAFunctionIsATimer(String app, String function) throws IOException {
    Map<String, JsonNode> others = triggers(app, "");
    others.keySet().removeAll(triggers(app, "httpTrigger").keySet());
    assertThat(others).containsOnlyKeys(function);
    assertThat(others.get(function).path("type").asText()).isEqualTo("timerTrigger");
  }

  /** The triggers of a type by their functions' names; of any type for the empty text. */
  private static Map<String, JsonNode> triggers(String app, String type) throws IOException {
    Map<String, JsonNode> triggers = new TreeMap<>();
    try (Stream<Path> files = Files.list(staged(app))) {
      for (Path folder : files.filter(f -> Files.exists(f.resolve("function.json"))).toList()) {
        JsonNode trigger =
            JSON.readTree(folder.resolve("function.json").toFile()).at("/bindings/0");
        if (type.isEmpty() || trigger.path("type").asText().equals(type)) {
          triggers.put(folder.getFileName().toString(), trigger);
        }
      }
    }
    return triggers;
  }

  /** Any other provider could turn on what azure-cosmos logs: see docs/adr/0023-sdks-do-not-log. */
  @ParameterizedTest
  @ValueSource(strings = {"audit-api", "patient-api"})
  void theOneLoggingProviderIsTheSilentOne(String app) throws IOException {
    List<String> providers = new ArrayList<>();
    for (Path jar : jars(app)) {
      try (JarFile content = new JarFile(jar.toFile())) {
        if (content.getEntry("META-INF/services/org.slf4j.spi.SLF4JServiceProvider") != null) {
          providers.add(jar.getFileName().toString());
        }
      }
    }
    assertThat(providers).singleElement().asString().startsWith("slf4j-nop-");
  }

  private static List<Path> jars(String app) throws IOException {
    try (Stream<Path> files = Files.walk(staged(app))) {
      return files.filter(f -> f.toString().endsWith(".jar")).toList();
    }
  }

  private static Path staged(String app) {
    return new Project(Path.of("../..").toAbsolutePath().normalize()).staged(app);
  }
}
