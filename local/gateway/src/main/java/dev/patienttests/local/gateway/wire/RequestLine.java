package dev.patienttests.local.gateway.wire;

import com.ethlo.time.ITU;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Pipeline;
import dev.patienttests.local.net.TraceParent;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A line of JSON about a served request, as a row of the service's own gateway log tells it: ids,
 * names of what the service's configuration names, status and times. Nothing of a URL, a header or
 * a body is in it.
 */
final class RequestLine {
  private static final int SPAN_AT = 16;
  private static final double NANOS_PER_TENTH = 100_000;

  private RequestLine() {}

  /**
   * The line. The span is the one that the project's policies send to the backend: the last 16
   * digits of the request id. So is the trace where a request has none.
   *
   * @param sent the client's {@code traceparent}
   */
  static String of(Exchange exchange, Optional<String> sent) {
    String id = exchange.requestId().toString();
    String digits = id.replace("-", "");
    Optional<TraceParent> client = sent.flatMap(TraceParent::read);
    String traceId =
        exchange
            .request()
            .headers()
            .first(TraceParent.HEADER)
            .flatMap(TraceParent::read)
            .or(() -> client)
            .map(TraceParent::traceId)
            .orElse(digits);
    StringBuilder line = new StringBuilder(400);
    line.append("{\"time\":\"")
        .append(ITU.formatUtcMilli(exchange.timestamp().atOffset(ZoneOffset.UTC)));
    add(line, "app", exchange.service().id());
    exchange.operation().ifPresent(operation -> add(line, "operation", operation.id()));
    exchange.product().ifPresent(product -> add(line, "product", product.id()));
    add(line, "traceId", traceId);
    add(line, "spanId", digits.substring(SPAN_AT));
    client
        .filter(parent -> parent.traceId().equals(traceId))
        .ifPresent(parent -> add(line, "parentSpanId", parent.spanId()));
    add(line, "requestId", id);
    line.append("\",\"status\":").append(Pipeline.responseOf(exchange).status());
    exchange.backend().ifPresent(time -> line.append(",\"backendMs\":").append(millis(time)));
    return line.append(",\"durationMs\":")
        .append(millis(exchange.elapsed()))
        .append('}')
        .toString();
  }

  /** Ends the text before it. */
  private static void add(StringBuilder line, String name, String value) {
    line.append("\",\"").append(name).append("\":\"");
    JsonStringEncoder.getInstance().quoteAsString(value, line);
  }

  private static double millis(Duration time) {
    return Math.round(time.toNanos() / NANOS_PER_TENTH) / 10.0;
  }
}
