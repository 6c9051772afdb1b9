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
 */
record Refusal(int status, UUID id, String traceId) {
  /** Refuses what could not be read; none of its headers is believed. */
  static Refusal unreadable(Throwable cause) {
    int status = HttpResponseStatus.BAD_REQUEST.code();
    if (cause instanceof TooLongHttpLineException) {
      status = HttpResponseStatus.REQUEST_URI_TOO_LONG.code();
    } else if (cause instanceof TooLongFrameException) {
      status = HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.code();
    }
    UUID id = RandomIds.next();
    return new Refusal(status, id, digits(id));
  }

  /** Refuses a request, whose trace goes on where it says one, and only one. */
  static Refusal of(HttpResponseStatus status, HttpHeaders headers) {
    UUID id = RandomIds.next();
    List<String> sent = headers.getAll(TraceParent.HEADER);
    String traceId =
        sent.size() == 1
            ? TraceParent.read(sent.get(0)).map(TraceParent::traceId).orElseGet(() -> digits(id))
            : digits(id);
    return new Refusal(status.code(), id, traceId);
  }

  private static String digits(UUID id) {
    return id.toString().replace("-", "");
  }

  byte[] body() {
    return ProblemText.of(status, Reasons.of(status), traceId).getBytes(StandardCharsets.UTF_8);
  }
}
