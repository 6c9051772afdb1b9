package dev.patienttests.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a document says about how it came to be; no answer shows it.
 *
 * @param attempts ids of the attempts that wrote it and whose outcome may be missing in the audit,
 *     the latest last
 * @param request the request that created it, if that may be repeated
 */
record WriteProof(List<String> attempts, Optional<Request> request) {
  private static final String ATTEMPTS = "attempts";
  private static final String IDEMPOTENCY = "idempotency";

  /**
   * A request with an {@code Idempotency-Key}.
   *
   * @param hash keyed hash of its content
   * @param at when it was first served
   */
  record Request(String hash, Instant at) {}

  WriteProof {
    attempts = List.copyOf(attempts);
  }

  /** Whether that attempt has written the document. */
  boolean has(Attempt attempt) {
    return attempts.contains(attempt.eventId());
  }

  void writeTo(ObjectNode document) {
    ArrayNode ids = document.putArray(ATTEMPTS);
    attempts.forEach(ids::add);
    request.ifPresent(
        made ->
            document
                .putObject(IDEMPOTENCY)
                .put("hash", made.hash())
                .put("at", Timestamps.write(made.at())));
  }

  static WriteProof readFrom(JsonNode document) {
    List<String> ids = new ArrayList<>();
    document.path(ATTEMPTS).forEach(id -> ids.add(id.asText()));
    return new WriteProof(
        ids,
        Optional.of(document.path(IDEMPOTENCY))
            .filter(JsonNode::isObject)
            .map(
                made ->
                    new Request(
                        made.path("hash").asText(), Timestamps.read(made.path("at").asText()))));
  }
}
