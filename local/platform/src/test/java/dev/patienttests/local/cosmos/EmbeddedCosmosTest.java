package dev.patienttests.local.cosmos;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCosmosTest extends CosmosContract {

  @TempDir static Path directory;
  private CosmosServer server;

  @Override
  void startEndpoint() {
    server =
        new CosmosServer(
            new CosmosConfig(
                Optional.empty(), directory, List.of(TestAccounts.account("cosmos-patient"))));
  }

  @Override
  void stopEndpoint() {
    server.close();
  }

  @Override
  String endpoint() {
    return "http://" + TestAccounts.PATIENT_HOST + ":" + server.port() + "/";
  }

  @Override
  String key() {
    return TestAccounts.key("cosmos-patient");
  }
}
