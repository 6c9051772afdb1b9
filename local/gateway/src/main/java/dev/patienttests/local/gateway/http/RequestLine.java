package dev.patienttests.local.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Operation;
import dev.patienttests.local.gateway.policy.Pipeline;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of JSON about a served request, as a row of the service's own gateway log tells it: ids,
 * names of what the service's configuration names, status and times. Nothing of a URL, a header or
 * a body is in it.
 */
final class RequestLine {
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}");
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
    String digits = exchange.requestId().toString().replace("-", "");
    String traceId =
        part(exchange.request().headers().first("traceparent"), 1)
            .or(() -> part(sent, 1))
            .orElse(digits);
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("time", exchange.timestamp().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("app", exchange.service().id());
    exchange.operation().map(Operation::id).ifPresent(id -> line.put("operation", id));
    exchange.product().ifPresent(product -> line.put("product", product.id()));
    line.put("traceId", traceId).put("spanId", digits.substring(SPAN_AT));
    part(sent, 1)
        .filter(traceId::equals)
        .flatMap(same -> part(sent, 2))
        .ifPresent(parent -> line.put("parentSpanId", parent));
    line.put("requestId", exchange.requestId().toString());
    line.put("status", Pipeline.responseOf(exchange).status());
    exchange.backend().ifPresent(time -> line.put("backendMs", millis(time)));
    line.put("durationMs", millis(exchange.elapsed()));
    return line.toString();
  }

  private static Optional<String> part(Optional<String> traceparent, int number) {
    return traceparent
        .map(TRACEPARENT::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(number));
  }

  private static double millis(Duration time) {
    return Math.round(time.toNanos() / NANOS_PER_TENTH) / 10.0;
  }
}
