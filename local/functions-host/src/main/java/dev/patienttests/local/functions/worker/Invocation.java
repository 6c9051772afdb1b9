package dev.patienttests.local.functions.worker;

import java.util.Map;
import java.util.Optional;

/**
 * One call of a function as the host hands it to the worker.
 *
 * @param id invocation id, a GUID
 * @param method HTTP method
 * @param uri the request's absolute URI as text; may hold characters that no URI may have
 * @param headers names in lower case, several values joined
 * @param query query parameters, those with an empty value left out
 * @param routeValues values of the route, empty where the path has none
 * @param body the text of the body, absent when there is none
 */
public record Invocation(
    String id,
    String method,
    String uri,
    Map<String, String> headers,
    Map<String, String> query,
    Map<String, Optional<String>> routeValues,
    Optional<String> body) {}
