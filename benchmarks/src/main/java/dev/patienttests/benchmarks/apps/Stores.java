package dev.patienttests.benchmarks.apps;

import dev.patienttests.local.cosmos.CosmosConfig;
import dev.patienttests.local.cosmos.CosmosConfig.Account;
import dev.patienttests.local.cosmos.CosmosConfig.Container;
import dev.patienttests.local.cosmos.CosmosConfig.Database;
import dev.patienttests.local.cosmos.CosmosServer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The Cosmos DB accounts of both apps, in this process. */
final class Stores implements AutoCloseable {
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[64]);

  private final CosmosServer patient;
  private final CosmosServer audit;

  Stores(Path directory) {
    patient =
        server(
            directory,
            "patient",
            List.of(
                container("patients", "/id", List.of()),
                container("tests", "/patientId", List.of()),
                container("reconciliation", "/id", List.of())));
    audit =
        server(
            directory,
            "audit",
            List.of(container("auditRecords", "/chain", List.of(List.of("/eventId")))));
  }

  private static Container container(String name, String partition, List<List<String>> unique) {
    return new Container(name, List.of(partition), unique, OptionalInt.empty(), Optional.empty());
  }

  private static CosmosServer server(Path directory, String name, List<Container> containers) {
    Account account =
        new Account(
            name,
            "localhost",
            KEY,
            KEY,
            false,
            false,
            "Enabled",
            false,
            Set.of(),
            List.of(new Database(name, containers)));
    return new CosmosServer(new CosmosConfig(Optional.empty(), directory, List.of(account)));
  }

  String patientConnection() {
    return connection(patient);
  }

  String auditConnection() {
    return connection(audit);
  }

  private static String connection(CosmosServer server) {
    return "AccountEndpoint=http://localhost:" + server.port() + "/;AccountKey=" + KEY + ";";
  }

  @Override
  public void close() {
    patient.close();
    audit.close();
  }
}
