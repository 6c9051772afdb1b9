package dev.patienttests.auth.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.http.TraceContext;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One JSON call.
 *
 * @param method for example {@code POST}
 * @param path below the base URL, with a slash at the start
 * @param body sent as {@code application/json}
 * @param trace passed on as {@code traceparent}, unless the call is part of a logged request, which
 *     gives it a span of its own
 * @param accepted the statuses whose answers are read; any other is an error
 * @param schema what an answer must look like
 * @param <T> what the answer is read as
 */
public record ApiCall<T>(
    String method,
    String path,
    Optional<JsonNode> body,
    Optional<TraceContext> trace,
    Set<Integer> accepted,
    AnswerSchema<T> schema) {

  /** Refuses a path that could change the host. */
  public ApiCall {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(schema, "schema");
    accepted = Set.copyOf(accepted);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("A path starts with a slash.");
    }
  }

  /** A {@code POST} of a body. */
  public static <T> ApiCall<T> post(
      String path,
      JsonNode body,
      TraceContext trace,
      Set<Integer> accepted,
      AnswerSchema<T> schema) {
    return new ApiCall<>("POST", path, Optional.of(body), Optional.of(trace), accepted, schema);
  }

  /** A {@code GET}, whose answer is read with status 200 only. */
  public static <T> ApiCall<T> get(String path, TraceContext trace, AnswerSchema<T> schema) {
    return new ApiCall<>("GET", path, Optional.empty(), Optional.of(trace), Set.of(200), schema);
  }

  /** Without the body and without the path, both of which may hold personal data. */
  @Override
  public String toString() {
    return "ApiCall[" + method + "]";
  }
}
