package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.policy.Reasons;
import dev.patienttests.local.net.ProblemText;
import dev.patienttests.local.net.RandomIds;
import dev.patienttests.local.net.TraceParent;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What the listener itself says to a request that no policy sees: problem details (RFC 9457) that
 * repeat nothing of it but its trace.
 *
 * @param id of the request, for the logs
 * @param traceparents what it says of its trace
 */
record Refusal(int status, UUID id, List<String> traceparents) {
  /** Refuses what could not be read; none of its headers is believed. */
  static Refusal unreadable(Throwable cause) {
    int status = HttpResponseStatus.BAD_REQUEST.code();
    if (cause instanceof TooLongHttpLineException) {
      status = HttpResponseStatus.REQUEST_URI_TOO_LONG.code();
    } else if (cause instanceof TooLongFrameException) {
      status = HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.code();
    }
    return new Refusal(status, RandomIds.next(), List.of());
  }

  /** Refuses a request, whose trace goes on where it says one, and only one. */
  static Refusal of(HttpResponseStatus status, HttpHeaders headers) {
    return new Refusal(status.code(), RandomIds.next(), headers.getAll(TraceParent.HEADER));
  }

  byte[] body() {
    return ProblemText.of(status, Reasons.of(status), traceparents, id.toString())
        .getBytes(StandardCharsets.UTF_8);
  }
}
