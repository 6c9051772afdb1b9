package dev.patienttests.local.cosmos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Optional;
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
    String missing = DockerInfo.whyItIsMissing();
    assumeTrue(
        missing.isEmpty(), "needs Docker (looked for by running docker info: " + missing + ")");
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
    return "http://"
        + container.orElseThrow().getHost()
        + ":"
        + container.orElseThrow().getMappedPort(PORT)
        + "/";
  }

  @Override
  String key() {
    return WELL_KNOWN_KEY;
  }
}
