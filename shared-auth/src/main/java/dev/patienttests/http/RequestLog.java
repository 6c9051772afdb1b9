package dev.patienttests.http;

import com.microsoft.azure.functions.ExecutionContext;
import dev.patienttests.settings.HostEnvironment;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Writes one line of JSON about a request when it is finished, and one about each {@link CallLog
 * call} that was made for it. A line holds names, ids of the trace, a status and times; never
 * anything of a URL, a header, a body or a patient.
 *
 * <p>A request is bound to the thread that serves it, so that the calls find it and nothing between
 * the function and the client needs to know of logs. It is bound and released by {@link Endpoint}.
 */
public final class RequestLog implements AutoCloseable {
  /** Header in which the gateway says its request id, and this app says it to the next one. */
  public static final String REQUEST_ID = "x-correlation-id";

  private static final ThreadLocal<RequestLog> CURRENT = new ThreadLocal<>();
  private static final Optional<String> APP =
      Optional.ofNullable(System.getenv(HostEnvironment.SITE_NAME));
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final long NANOS_PER_TENTH = 100_000;

  private final String operation;
  private final Logger log;
  private final Optional<String> parentSpanId;
  private final TraceContext span;
  private final Instant began = Instant.now();
  private final long start = System.nanoTime();
  private Optional<String> requestId = Optional.empty();
  private int status = 500;

  private RequestLog(ExecutionContext context, TraceContext span, Optional<String> parentSpanId) {
    this.operation = context.getFunctionName();
    this.log = context.getLogger();
    this.span = span;
    this.parentSpanId = parentSpanId;
  }

  /**
   * Begins a request with a span of its own, on this thread and until it is closed.
   *
   * @param caller the caller's trace; without one a new trace begins
   */
  static RequestLog open(ExecutionContext context, Optional<TraceContext> caller) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    TraceContext span =
        caller.map(c -> c.child(random)).orElseGet(() -> TraceContext.start(random));
    RequestLog opened = new RequestLog(context, span, caller.map(TraceContext::parentId));
    CURRENT.set(opened);
    return opened;
  }

  /**
   * Takes what a request says about its id into the lines of the request on this thread. For who
   * knows that the caller may be believed; what has no form of an id is left out.
   */
  public static void believe(ApiRequest request) {
    RequestLog current = CURRENT.get();
    if (current != null) {
      current.requestId = request.header(REQUEST_ID).filter(id -> ID.matcher(id).matches());
    }
  }

  /**
   * Begins a call for the request on this thread. Without a request the call has no span and leaves
   * no line.
   *
   * @param target name of what is called, such as {@code audit-api}
   */
  public static CallLog call(String target) {
    return new CallLog(target, Optional.ofNullable(CURRENT.get()));
  }

  /** The request's answer; 500 as long as nobody says so. */
  void answered(int answer) {
    status = answer;
  }

  TraceContext span() {
    return span;
  }

  Optional<String> requestId() {
    return requestId;
  }

  /** The members that all lines of this request have. */
  LogLine line(Instant from, String spanId, Optional<String> parent) {
    LogLine line = new LogLine().put("time", Timestamps.write(from));
    APP.ifPresent(app -> line.put("app", app));
    line.put("operation", operation).put("traceId", span.traceId()).put("spanId", spanId);
    parent.ifPresent(id -> line.put("parentSpanId", id));
    requestId.ifPresent(id -> line.put("requestId", id));
    return line;
  }

  void write(LogLine line, long sinceNanos) {
    long nanos = System.nanoTime() - sinceNanos;
    line.putTenths("durationMs", (nanos + NANOS_PER_TENTH / 2) / NANOS_PER_TENTH);
    log.info(line::end);
  }

  /** Writes the request's line and lets the thread go. */
  @Override
  public void close() {
    CURRENT.remove();
    write(line(began, span.parentId(), parentSpanId).put("status", status), start);
  }
}
