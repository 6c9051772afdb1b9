package dev.patienttests.local.stack.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.cosmos.CosmosConfig;
import dev.patienttests.local.stack.deploy.SitePlan;
import java.util.List;
import java.util.Optional;

/** What the running stack's accounts hold, read from the subnets that their rules admit. */
public final class Documents {
  private final RunningStack stack;

  /** Those of a running stack. */
  public Documents(RunningStack stack) {
    this.stack = stack;
  }

  /** A stored patient. */
  public Optional<JsonNode> patient(String id) {
    return reader("patient-api").document(CosmosReader.PATIENTS, id);
  }

  /** How many patients are stored. */
  public int patients() {
    return reader("patient-api").documents(CosmosReader.PATIENTS).size();
  }

  /** All records of the audit. */
  public List<JsonNode> auditRecords() {
    return reader("audit-api").documents(CosmosReader.AUDIT_RECORDS);
  }

  /** The records that name a patient as the one concerned. */
  public List<JsonNode> auditRecordsOf(String patientId) {
    return auditRecords().stream()
        .filter(record -> record.path("patientId").asText().equals(patientId))
        .toList();
  }

  /** Object id of patient-api's identity: the agent of what it writes. */
  public String patientPrincipal() {
    return stack.stack().plan().site("audit-api").easyAuth().allowedIdentities().get(0);
  }

  /** The status of reading one app's documents with another app's key. */
  public int statusWithKeyOf(String app, String keyOwner) {
    return reader(app, account(keyOwner).primaryKey())
        .status(app.equals("audit-api") ? CosmosReader.AUDIT_RECORDS : CosmosReader.PATIENTS);
  }

  private CosmosReader reader(String app) {
    return reader(app, account(app).primaryKey());
  }

  private CosmosReader reader(String app, String key) {
    SitePlan site = stack.stack().plan().site(app);
    String subnet = stack.stack().plan().subnet(site.subnetId().orElseThrow()).name();
    return new CosmosReader(stack.clients().in(subnet), "https://" + account(app).hostName(), key);
  }

  private CosmosConfig.Account account(String app) {
    return stack.stack().plan().cosmosAccountOf(stack.stack().plan().site(app));
  }
}
