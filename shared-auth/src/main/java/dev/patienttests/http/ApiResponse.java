package dev.patienttests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param headers further headers such as {@code ETag} and {@code Location}
 * @param body JSON, written as {@code application/json}
 */
public record ApiResponse(int status, Map<String, String> headers, Optional<JsonNode> body) {
  /** Copies the headers. */
  public ApiResponse {
    headers = Map.copyOf(headers);
  }

  /** An answer with a JSON body. */
  public static ApiResponse json(int status, JsonNode body) {
    return new ApiResponse(status, Map.of(), Optional.of(body));
  }

  /** An answer without a body. */
  public static ApiResponse empty(int status) {
    return new ApiResponse(status, Map.of(), Optional.empty());
  }

  /** The same answer with one more header. */
  public ApiResponse withHeader(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new ApiResponse(status, all, body);
  }

  /** Without the body, which may hold personal data. */
  @Override
  public String toString() {
    return "ApiResponse[status=" + status + "]";
  }
}
