package dev.patienttests.local.stack.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.cosmos.CosmosConfig;
import dev.patienttests.local.stack.deploy.SitePlan;
import dev.patienttests.local.stack.deploy.StackPlan;
import java.util.List;
import java.util.Optional;

/** What the running stack's accounts hold, read from the subnets that their rules admit. */
public final class Documents {
  private final StackPlan plan;
  private final Clients clients;

  /** Those of the stack that most tests share. */
  public Documents(RunningStack stack) {
    this(stack.stack().plan(), stack.clients());
  }

  /** Those of any stack. */
  public Documents(StackPlan plan, Clients clients) {
    this.plan = plan;
    this.clients = clients;
  }

  /** A stored patient. */
  public Optional<JsonNode> patient(String id) {
    return reader("patient-api").document(CosmosReader.PATIENTS, id);
  }

  /** How many patients are stored. */
  public int patients() {
    return reader("patient-api").documents(CosmosReader.PATIENTS).size();
  }

  /** All documents of one of patient-api's containers. */
  public List<JsonNode> all(String container) {
    return reader("patient-api").documents(container);
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

  /** The records that requests of one trace left. */
  public List<JsonNode> auditRecordsOf(Trace trace) {
    return auditRecords().stream()
        .filter(record -> record.at("/correlation/traceparent").asText().contains(trace.id()))
        .toList();
  }

  /** Reads and writes the account of an app as anybody could who has its key. */
  public CosmosReader reader(String app) {
    return reader(app, account(app).primaryKey());
  }

  /** Object id of patient-api's identity: the agent of what it writes. */
  public String patientPrincipal() {
    return plan.site("audit-api").easyAuth().allowedIdentities().get(0);
  }

  /** The status of reading one app's documents with another app's key. */
  public int statusWithKeyOf(String app, String keyOwner) {
    return reader(app, account(keyOwner).primaryKey())
        .status(app.equals("audit-api") ? CosmosReader.AUDIT_RECORDS : CosmosReader.PATIENTS);
  }

  private CosmosReader reader(String app, String key) {
    SitePlan site = plan.site(app);
    String subnet = plan.subnet(site.subnetId().orElseThrow()).name();
    return new CosmosReader(clients.in(subnet), "https://" + account(app).hostName(), key);
  }

  private CosmosConfig.Account account(String app) {
    return plan.cosmosAccountOf(plan.site(app));
  }
}
