package dev.patienttests.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Problem details (RFC 9457). The type is {@code about:blank}, so the title is the status's own
 * phrase.
 *
 * @param status HTTP status
 * @param detail what happened, for a human
 * @param traceId W3C trace id, by which the log finds the request
 * @param errors bad fields, an extension member that is left out when empty
 */
public record Problem(int status, String detail, String traceId, List<FieldError> errors) {
  /** The media type of problem details. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(409, "Conflict"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(428, "Precondition Required"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  /** Copies the list. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem without fields. */
  public static Problem of(int status, String detail, String traceId) {
    return new Problem(status, detail, traceId, List.of());
  }

  /** What the exception says. */
  public static Problem of(ProblemException problem, String traceId) {
    return new Problem(problem.status(), problem.getMessage(), traceId, problem.errors());
  }

  /** The members in the order of the RFC, then the extensions. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "about:blank");
    json.put("title", TITLES.getOrDefault(status, status < 500 ? "Client Error" : "Server Error"));
    json.put("status", status);
    json.put("detail", detail);
    json.put("traceId", traceId);
    if (!errors.isEmpty()) {
      ArrayNode list = json.putArray("errors");
      errors.forEach(
          error -> list.addObject().put("field", error.field()).put("message", error.message()));
    }
    return json;
  }

  /** The answer that carries this problem. */
  public ApiResponse toResponse() {
    return new ApiResponse(status, Map.of("Content-Type", MEDIA_TYPE), Optional.of(toJson()));
  }
}
