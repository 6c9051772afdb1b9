package dev.patienttests.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the functions see it, free of the Functions library.
 *
 * @param headers by name in lower case, as the Functions host gives them
 * @param query query parameters, names case-sensitive
 * @param body the text, empty when there is none
 * @param trace the caller's trace, or a new one
 */
public record ApiRequest(
    Map<String, String> headers,
    Map<String, String> query,
    Optional<String> body,
    TraceContext trace) {

  /** Copies the maps and lower-cases header names. */
  public ApiRequest {
    Map<String, String> lower = new HashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = Collections.unmodifiableMap(lower);
    query = Map.copyOf(query);
  }

  /** A header's value; the name's case does not matter. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The body as one JSON object, read strictly: see {@link JsonBody#read}. */
  public ObjectNode json() {
    return JsonBody.read(this);
  }

  /** Neither headers nor body: both may hold secrets and personal data. */
  @Override
  public String toString() {
    return "ApiRequest[trace=" + trace.traceId() + "]";
  }
}
