package dev.patienttests.http;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/** A call to another service on behalf of a request; its line is written when it is closed. */
public final class CallLog implements AutoCloseable {
  private final String target;
  private final Optional<RequestLog> request;
  private final Optional<TraceContext> span;
  private final Instant began = Instant.now();
  private final long start = System.nanoTime();
  private OptionalInt status = OptionalInt.empty();
  private Optional<String> activityId = Optional.empty();

  CallLog(String target, Optional<RequestLog> request) {
    this.target = target;
    this.request = request;
    this.span = request.map(r -> r.span().child(ThreadLocalRandom.current()));
  }

  /** What the call carries as {@code traceparent}, if it belongs to a request. */
  public Optional<TraceContext> span() {
    return span;
  }

  /** The gateway's id of the request that it belongs to. */
  public Optional<String> requestId() {
    return request.flatMap(RequestLog::requestId);
  }

  /** There was an answer. */
  public void answered(int answer) {
    status = OptionalInt.of(answer);
  }

  /**
   * There was an answer, which the other side's own logs know under an id.
   *
   * @param activity such as the activity id of Cosmos DB; may be absent
   */
  public void answered(int answer, Optional<String> activity) {
    status = OptionalInt.of(answer);
    activityId = activity;
  }

  /** Writes the line; a call without an answer has no status. */
  @Override
  public void close() {
    request.ifPresent(this::write);
  }

  private void write(RequestLog of) {
    String spanId = span.orElseThrow().parentId();
    LogLine line = of.line(began, spanId, Optional.of(of.span().parentId()));
    line.put("target", target);
    status.ifPresent(answer -> line.put("status", answer));
    activityId.ifPresent(id -> line.put("activityId", id));
    of.write(line, start);
  }
}
