package dev.patienttests.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record of the audit, as the store keeps it. It is written once and never changed; whoever reads
 * it sees all that is stored under its name, also what this app has not written.
 */
final class AuditRecord {
  /** Members that the server sets, so that nobody can forge them. */
  static final List<String> SERVER_SET =
      List.of(
          "id",
          "chain",
          "number",
          "previousHash",
          "schemaVersion",
          "recordedAt",
          "createdDate",
          "agent");

  /** Members that Cosmos DB adds to each document. */
  private static final List<String> STORES_OWN =
      List.of("_rid", "_self", "_etag", "_attachments", "_ts");

  private static final int SCHEMA_VERSION = 1;
  private static final long LARGEST_NUMBER = 9_999_999_999L;

  private final ObjectNode json;

  private AuditRecord(ObjectNode json) {
    this.json = json;
  }

  /**
   * The caller of the audit, taken from its token.
   *
   * @param applicationId client id of the application, or {@code developer} under Core Tools
   * @param objectId object id of its service principal
   */
  public record Agent(String applicationId, Optional<String> objectId) {
    private ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("applicationId", applicationId);
      objectId.ifPresent(id -> json.put("objectId", id));
      return json;
    }
  }

  /**
   * The record that follows another one.
   *
   * @param recordedAt when the server stores it; cut to milliseconds
   * @throws IllegalStateException when the chain has no number left
   */
  static AuditRecord after(ChainTip tip, Instant recordedAt, Agent agent, AuditEvent event) {
    long number = tip.number() + 1;
    if (number > LARGEST_NUMBER) {
      throw new IllegalStateException("The chain is full.");
    }
    String time = Timestamps.write(recordedAt);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", tip.chain() + "-" + Chains.digits(10, number));
    json.put("chain", tip.chain());
    json.put("number", number);
    json.put("previousHash", tip.hash());
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("recordedAt", time);
    json.put("occurredAt", time);
    json.setAll(AuditEventJson.write(event));
    json.set("agent", agent.json());
    return new AuditRecord(json);
  }

  /** A document of the store, without the members that are the store's own. */
  static AuditRecord stored(ObjectNode document) {
    return new AuditRecord(document.deepCopy().remove(STORES_OWN));
  }

  String id() {
    return json.path("id").asText();
  }

  String chain() {
    return json.path("chain").asText();
  }

  long number() {
    return json.path("number").asLong();
  }

  String eventId() {
    return json.path("eventId").asText();
  }

  /** When it was stored, as text: the order of texts is the order of time. */
  String recordedAt() {
    return json.path("recordedAt").asText();
  }

  /** Its place in its chain and its hash, which covers all its members. */
  ChainTip tip() {
    return new ChainTip(chain(), number(), CanonicalJson.hash(json));
  }

  /** Whether it is of this agent. */
  boolean isOf(Agent agent) {
    return agent.json().equals(json.path("agent"));
  }

  /**
   * Whether this agent has said the same before: all members are equal that come from the caller.
   * An event that does not say when it happened leaves that open.
   */
  boolean tells(AuditEvent event, Agent agent) {
    ObjectNode told = json.deepCopy();
    told.remove(SERVER_SET);
    if (event.occurredAt().isEmpty()) {
      told.remove("occurredAt");
    }
    return told.equals(AuditEventJson.write(event)) && isOf(agent);
  }

  /** Whether both have the same members. */
  boolean isSame(AuditRecord other) {
    return tip().equals(other.tip());
  }

  /** What the store keeps. */
  ObjectNode document() {
    return json.deepCopy();
  }

  /** The document and {@code createdDate}, the original's name for {@code recordedAt}. */
  ObjectNode answer() {
    return document().put("createdDate", recordedAt());
  }

  /** Its name alone: a record is about a patient. */
  @Override
  public String toString() {
    return "AuditRecord[" + id() + "]";
  }
}
