package dev.patienttests.local.stack.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one structured line of a log tells: a served request, or a call that was made for one.
 *
 * @param process whose log has the line, such as {@code patient-api-2}
 * @param time when it began, RFC 3339 with milliseconds
 * @param name the operation that was served, or what was called
 * @param call whether it is a call
 * @param spanId its own id
 * @param parentSpanId the span that it belongs to
 * @param requestId the gateway's id of the request
 * @param status absent when there was no answer
 * @param activityId under which the other side's own logs know a call
 */
record Span(
    String process,
    String time,
    String name,
    boolean call,
    String traceId,
    String spanId,
    Optional<String> parentSpanId,
    Optional<String> requestId,
    OptionalInt status,
    double durationMs,
    Optional<String> activityId) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Reads a line; empty for one that is not structured. */
  static Optional<Span> read(String process, String line) {
    int start = line.indexOf(": {\"time\":");
    if (start < 0) {
      return Optional.empty();
    }
    JsonNode json;
    try {
      json = MAPPER.readTree(line.substring(start + 2));
    } catch (JsonProcessingException cutOff) {
      return Optional.empty(); // The process died while it wrote.
    }
    if (!json.hasNonNull("traceId") || !json.hasNonNull("spanId")) {
      return Optional.empty();
    }
    boolean call = json.has("target");
    return Optional.of(
        new Span(
            process,
            json.path("time").asText(),
            json.path(call ? "target" : "operation").asText("(no operation)"),
            call,
            json.path("traceId").asText(),
            json.path("spanId").asText(),
            text(json, "parentSpanId"),
            text(json, "requestId"),
            json.has("status") ? OptionalInt.of(json.path("status").asInt()) : OptionalInt.empty(),
            json.path("durationMs").asDouble(),
            text(json, "activityId")));
  }

  private static Optional<String> text(JsonNode json, String member) {
    return Optional.ofNullable(json.path(member).textValue());
  }

  /** Whether it is of that request or trace. */
  boolean isOf(String id) {
    return traceId.equals(id) || requestId.filter(id::equals).isPresent();
  }

  /** What a person reads: who did what. */
  String label() {
    return call ? process + " -> " + name : process + " " + name;
  }
}
