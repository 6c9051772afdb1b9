package dev.patienttests.local.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A record as an export holds it.
 *
 * @param json all of it, with what store and answers add
 */
record AuditedRecord(ObjectNode json) {
  private static final Pattern ID = Pattern.compile("[0-9]{2}-[0-9]{10}");

  /** What Cosmos DB and the answers of audit-api add: no part of the record, and of no hash. */
  private static final List<String> ADDED =
      List.of("_rid", "_self", "_etag", "_attachments", "_ts", "createdDate");

  static Optional<AuditedRecord> of(ObjectNode line) {
    return line.path("id").isTextual() && ID.matcher(line.path("id").textValue()).matches()
        ? Optional.of(new AuditedRecord(line))
        : Optional.empty();
  }

  /** The id of a record by its place. */
  static String id(String chain, long number) {
    return "%s-%010d".formatted(chain, number);
  }

  static String position(String id) {
    return "record " + id;
  }

  String position() {
    return position(text("id"));
  }

  String chain() {
    return text("chain");
  }

  long number() {
    return json.path("number").longValue();
  }

  String previousHash() {
    return text("previousHash");
  }

  /** The text of a member; empty when it is absent or no text. */
  String text(String name) {
    return json.path(name).isTextual() ? json.path(name).textValue() : "";
  }

  /**
   * What the next record, and a seal, know this one by.
   *
   * @throws BrokenTrailException when it holds what no record can
   */
  String hash() {
    try {
      return Hashes.hex(CanonicalJson.bytes(CanonicalJson.without(json, ADDED)));
    } catch (IllegalArgumentException e) {
      throw broken(e.getMessage());
    }
  }

  BrokenTrailException broken(String reason) {
    return new BrokenTrailException(position(), reason);
  }
}
