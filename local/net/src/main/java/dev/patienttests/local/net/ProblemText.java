package dev.patienttests.local.net;

import java.util.List;

/** Problem details (RFC 9457) of what a server refuses before any part of the stack has seen it. */
public final class ProblemText {
  private ProblemText() {}

  /**
   * As JSON. The trace is the client's where it says one, and only one; else the digits of the
   * request's id.
   *
   * @param title the status's phrase
   * @param traceparents what the client says of its trace; nothing where it could not be read
   * @param requestId a UUID
   */
  public static String of(int status, String title, List<String> traceparents, String requestId) {
    String traceId =
        traceparents.stream()
            .filter(value -> traceparents.size() == 1)
            .flatMap(value -> TraceParent.read(value).stream())
            .map(TraceParent::traceId)
            .findFirst()
            .orElseGet(() -> requestId.replace("-", ""));
    return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"traceId\":\"%s\"}"
        .formatted(title, status, traceId);
  }
}
