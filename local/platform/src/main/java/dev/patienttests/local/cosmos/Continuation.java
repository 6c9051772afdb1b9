package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a page of results ended. It holds all that is needed to go on, so a token can be used any
 * number of times and outlives a restart.
 *
 * @param query marks the query that the token belongs to
 * @param access the name of the way in which documents are found
 * @param sequence of the last document that matched
 * @param position its index key; empty where it was not found by one
 * @param orderKey what that document is ordered by
 * @param passed how many documents matched so far
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Continuation(
    String query,
    String access,
    long sequence,
    byte[] position,
    List<JsonNode> orderKey,
    long passed) {

  private static final int MAXIMUM_LENGTH = 16 * 1024;

  String token() {
    ObjectNode token =
        Json.object()
            .put("q", query)
            .put("a", access)
            .put("s", sequence)
            .put("p", position)
            .put("n", passed);
    ArrayNode key = token.putArray("k");
    for (JsonNode value : orderKey) {
      ArrayNode entry = key.addArray();
      if (!value.isMissingNode()) {
        entry.add(value);
      }
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(token));
  }

  /** Reads a token; empty for an empty text, 400 for one that was not made for this query. */
  static Optional<Continuation> of(Optional<String> text, String query) {
    if (text.isEmpty() || text.get().isEmpty()) {
      return Optional.empty();
    }
    if (text.get().length() > MAXIMUM_LENGTH) {
      throw invalid();
    }
    byte[] decoded;
    try {
      decoded = Base64.getUrlDecoder().decode(text.get().getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    JsonNode token = Json.parse(decoded);
    if (!token.path("q").asText().equals(query) || !token.path("s").isIntegralNumber()) {
      throw invalid();
    }
    List<JsonNode> key = new ArrayList<>();
    for (JsonNode entry : token.path("k")) {
      key.add(entry.isEmpty() ? MissingNode.getInstance() : entry.get(0));
    }
    return Optional.of(
        new Continuation(
            query,
            token.path("a").asText(),
            token.path("s").longValue(),
            position(token.path("p")),
            key,
            token.path("n").longValue()));
  }

  private static byte[] position(JsonNode text) {
    try {
      return text.binaryValue() == null ? IndexKey.START : text.binaryValue();
    } catch (IOException e) {
      throw invalid();
    }
  }

  static CosmosException invalid() {
    return CosmosException.badRequest("The continuation token is not one of this query.");
  }
}
