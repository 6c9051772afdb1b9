package dev.patienttests.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/** What must be so in each record, whatever stands around it. */
final class RecordRules {
  private static final int SCHEMA_VERSION = 1;
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z");
  private static final Set<String> CLOSING = Set.of("outcome", "replayed", "unresolved");
  private static final Set<String> OPENING = Set.of("attempt", "denied");

  private RecordRules() {}

  /**
   * Checks one record.
   *
   * @throws BrokenTrailException that says which rule it breaks
   */
  static void check(AuditedRecord record) {
    JsonNode number = record.json().path("number");
    require(record, number.isIntegralNumber() && number.canConvertToLong(), "has no number");
    require(
        record,
        record.text("id").equals(AuditedRecord.id(record.chain(), record.number())),
        "has an id that is not its chain and number");
    require(
        record,
        record.json().path("schemaVersion").equals(record.json().numberNode(SCHEMA_VERSION)),
        "has a schema version that is not known");
    checkEvent(record);
    String recordedAt = record.text("recordedAt");
    require(record, isTime(recordedAt), "has no time of recording");
    require(
        record,
        !record.json().has("createdDate") || record.text("createdDate").equals(recordedAt),
        "has a createdDate that is not its recordedAt");
  }

  private static void checkEvent(AuditedRecord record) {
    String eventId = record.text("eventId");
    require(record, UUID.matcher(eventId).matches(), "has no eventId");
    require(
        record,
        record.chain().equals(Hashes.chainOf(eventId)),
        "is in a chain that its eventId does not belong to");
    String kind = record.text("kind");
    boolean closes = CLOSING.contains(kind);
    require(record, closes || OPENING.contains(kind), "has a kind that is not known");
    require(
        record,
        record.json().has("attemptId") == closes,
        "names an attempt exactly when it does not close one");
    require(
        record,
        !closes || eventId.equals(Hashes.closingEventOf(record.text("attemptId"))),
        "has an eventId that is not derived from the attempt that it closes");
    require(
        record,
        record.json().has("outcome") == kind.equals("outcome"),
        "has an outcome exactly when it is not of that kind");
  }

  private static boolean isTime(String text) {
    if (!TIME.matcher(text).matches()) {
      return false;
    }
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static void require(AuditedRecord record, boolean holds, String otherwise) {
    if (!holds) {
      throw record.broken(otherwise);
    }
  }
}
