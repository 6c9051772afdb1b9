package dev.patienttests.local.gateway.wire;

import com.ethlo.time.ITU;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Pipeline;
import dev.patienttests.local.net.TraceParent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A line of JSON about a served request, as a row of the service's own gateway log tells it: ids,
 * names of what the service's configuration names, status and times. Nothing of a URL, a header or
 * a body is in it.
 */
final class RequestLine {
  private static final JsonFactory JSON = new JsonFactory();
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
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField(
          "time", ITU.formatUtcMilli(exchange.timestamp().atOffset(ZoneOffset.UTC)));
      json.writeStringField("app", exchange.service().id());
      if (exchange.operation().isPresent()) {
        json.writeStringField("operation", exchange.operation().get().id());
      }
      if (exchange.product().isPresent()) {
        json.writeStringField("product", exchange.product().get().id());
      }
      json.writeStringField("traceId", traceId);
      json.writeStringField("spanId", digits.substring(SPAN_AT));
      if (client.isPresent() && client.get().traceId().equals(traceId)) {
        json.writeStringField("parentSpanId", client.get().spanId());
      }
      json.writeStringField("requestId", exchange.requestId().toString());
      json.writeNumberField("status", Pipeline.responseOf(exchange).status());
      if (exchange.backend().isPresent()) {
        json.writeNumberField("backendMs", millis(exchange.backend().get()));
      }
      json.writeNumberField("durationMs", millis(exchange.elapsed()));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  private static double millis(Duration time) {
    return Math.round(time.toNanos() / NANOS_PER_TENTH) / 10.0;
  }
}
