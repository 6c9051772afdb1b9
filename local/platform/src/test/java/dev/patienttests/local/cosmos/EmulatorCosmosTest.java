package dev.patienttests.local.cosmos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The contract against Microsoft's own emulator, where Docker answers. */
class EmulatorCosmosTest extends CosmosContract {

  private static final DockerImageName IMAGE =
      DockerImageName.parse("mcr.microsoft.com/cosmosdb/linux/azure-cosmos-emulator:vnext-preview");
  private static final int PORT = 8081;

  /** The key of every emulator, published in Microsoft's documentation. */
  private static final String WELL_KNOWN_KEY =
      "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

  private Optional<GenericContainer<?>> container = Optional.empty();

  @Override
  @SuppressWarnings("resource") // closed in stopEndpoint
  void startEndpoint() {
    String docker = dockerInfo();
    assumeTrue(
        docker.isEmpty(),
        "Cosmos DB contract against Microsoft's emulator - needs Docker (looked for by running"
            + " `docker info`: "
            + docker
            + ")");
    GenericContainer<?> emulator =
        new GenericContainer<>(IMAGE)
            .withExposedPorts(PORT)
            .withEnv("PROTOCOL", "http")
            .waitingFor(Wait.forListeningPort())
            .withStartupTimeout(Duration.ofMinutes(3));
    emulator.start();
    container = Optional.of(emulator);
  }

  @Override
  void stopEndpoint() {
    container.ifPresent(GenericContainer::stop);
  }

  @Override
  String endpoint() {
    return "http://localhost:" + container.orElseThrow().getMappedPort(PORT) + "/";
  }

  @Override
  String key() {
    return WELL_KNOWN_KEY;
  }

  /** Empty when Docker answers, otherwise why it does not. */
  private static String dockerInfo() {
    try {
      Process process = new ProcessBuilder("docker", "info").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0) {
        return "";
      }
      return output.lines().reduce((earlier, later) -> later).orElse("no output");
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
