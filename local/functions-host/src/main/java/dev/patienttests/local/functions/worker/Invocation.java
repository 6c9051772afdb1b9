package dev.patienttests.local.functions.worker;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One call of a function as the host hands it to the worker.
 *
 * @param id invocation id, a GUID
 * @param method HTTP method
 * @param uri the request's absolute URI as text; may hold characters that no URI may have
 * @param headers names in lower case, several values joined
 * @param query query parameters, those with an empty value left out
 * @param routeValues values of the route, empty where the path has none
 * @param body the text of the body, absent when there is none; of a timer, its timer info
 */
public record Invocation(
    String id,
    String method,
    String uri,
    Map<String, String> headers,
    Map<String, String> query,
    Map<String, Optional<String>> routeValues,
    Optional<String> body) {

  /** A call by a timer, which begins a trace of its own. */
  public static Invocation ofTimer(String timerInfo) {
    String trace = UUID.randomUUID().toString().replace("-", "");
    String span = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    return new Invocation(
        UUID.randomUUID().toString(),
        "",
        "",
        Map.of("traceparent", "00-" + trace + "-" + span + "-01"),
        Map.of(),
        Map.of(),
        Optional.of(timerInfo));
  }
}
