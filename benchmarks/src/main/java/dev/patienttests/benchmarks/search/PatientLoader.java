package dev.patienttests.benchmarks.search;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.cosmos.BulkLoad;
import dev.patienttests.local.cosmos.CosmosConfig;
import dev.patienttests.local.cosmos.CosmosServer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Fills the local Cosmos DB with copies of one patient, while no process serves it. So the copies
 * have the form that patient-api gives its documents.
 */
final class PatientLoader {
  /** How many patients share a last name. */
  static final int NAMESAKES = 100;

  private static final String DATABASE = "patient";
  private static final String CONTAINER = "patients";
  private static final String NAME = "Benchmark";

  /** Stands in the document as it was given, and in lower case; both end alike. */
  private static final String NAME_PART = name(0).substring(1);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CosmosConfig config;
  private final CosmosConfig.Account account;
  private final String template;
  private final String templateId;

  /**
   * Reads the first patient, which the API has stored.
   *
   * @param stack configuration of the stack's Cosmos DB, which does not run
   */
  PatientLoader(CosmosConfig stack) {
    this.account =
        stack.accounts().stream()
            .filter(each -> each.databases().stream().anyMatch(d -> d.name().equals(DATABASE)))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no account holds patients"));
    this.config =
        new CosmosConfig(Optional.empty(), stack.dataDirectory(), List.of(withoutFirewall()));
    ObjectNode first = first();
    this.template = first.toString();
    this.templateId = first.path("id").asText();
  }

  /** The account as it is, but that it lets in who is on this machine. */
  private CosmosConfig.Account withoutFirewall() {
    return new CosmosConfig.Account(
        account.name(),
        account.hostName(),
        account.primaryKey(),
        account.secondaryKey(),
        account.localAuthDisabled(),
        account.keyMetadataWriteDisabled(),
        "Enabled",
        false,
        Set.of(),
        account.databases());
  }

  /** The last name of a patient; a number of them share it. */
  static String lastName(int patient) {
    return name(patient / NAMESAKES);
  }

  private static String name(int number) {
    return NAME + "%07d".formatted(number);
  }

  /** The insurance number that one patient alone has. */
  static String insuranceNumber(int patient) {
    return "756.9%03d.%04d.00".formatted(patient / 10_000, patient % 10_000);
  }

  private ObjectNode first() {
    System.setProperty("COSMOS.HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
    System.setProperty("COSMOS.DISABLE_IMDS_ACCESS", "true");
    try (CosmosServer server = new CosmosServer(config);
        CosmosClient client =
            new CosmosClientBuilder()
                .endpoint("http://localhost:" + server.port() + "/")
                .key(account.primaryKey())
                .gatewayMode()
                .endpointDiscoveryEnabled(false)
                .buildClient()) {
      ObjectNode document =
          client
              .getDatabase(DATABASE)
              .getContainer(CONTAINER)
              .queryItems(
                  new SqlQuerySpec(
                      "SELECT * FROM c WHERE c.insuranceNumber = @number",
                      new SqlParameter("@number", insuranceNumber(0))),
                  new CosmosQueryRequestOptions(),
                  ObjectNode.class)
              .stream()
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("the first patient is not there"));
      document.properties().removeIf(member -> member.getKey().startsWith("_"));
      return document;
    }
  }

  /** Adds copies of the first patient, from one number up to and without another. */
  void load(int from, int to) throws JsonProcessingException {
    try (BulkLoad load = new BulkLoad(account, config.dataDirectory(), DATABASE, CONTAINER)) {
      for (int patient = from; patient < to; patient++) {
        load.add(copy(patient));
      }
    }
  }

  private ObjectNode copy(int patient) throws JsonProcessingException {
    String text =
        template
            .replace(templateId, UUID.randomUUID().toString())
            .replace(insuranceNumber(0), insuranceNumber(patient))
            .replace(NAME_PART, lastName(patient).substring(1));
    return (ObjectNode) JSON.readTree(text);
  }
}
