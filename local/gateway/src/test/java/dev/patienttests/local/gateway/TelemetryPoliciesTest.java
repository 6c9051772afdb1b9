package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of events and measurements that have no service to go to. */
class TelemetryPoliciesTest {
  private static final String THINGS = "/shop/v1/things";

  private final Logger log = Logger.getLogger("dev.patienttests.local.gateway.policies");
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          lines.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    log.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    log.removeHandler(handler);
  }

  private Exchange served(String policy) {
    Engine engine = Engine.inbound(policy);
    engine.load();
    return engine.get(THINGS, "x-secret", "s3cret");
  }

  @Test
  void anEventIsALineThatTellsItsSizeAndNothingOfIt() {
    Exchange exchange =
        served(
            "<log-to-eventhub logger-id=\"hub\" partition-key=\"@(\"k\")\">"
                + "@(context.Request.Headers.GetValueOrDefault(\"x-secret\", \"\"))</log-to-eventhub>");
    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("things.xml:1:")
                    && line.contains("log-to-eventhub sends nothing here"))
        .contains(exchange.requestId() + " event for logger hub: 6 octets")
        .noneMatch(line -> line.contains("s3cret"));
  }

  @Test
  void aTraceMayHoldItsTextDirectly() {
    Exchange exchange =
        served(
            "<trace source=\"@(\"s\" + 1)\" severity=\"error\">@(\"first\" + \"\\n\" + \"second\")</trace>"
                + "<trace source=\"t\" severity=\"error\">plain</trace>");
    assertThat(lines)
        .contains(
            exchange.requestId() + " trace s1: first second",
            exchange.requestId() + " trace t: plain");
  }

  @Test
  void anExpressionMayTrace() {
    Logger expressions = Logger.getLogger("dev.patienttests.local.gateway.expression");
    expressions.addHandler(handler);
    expressions.setLevel(Level.FINE);
    try {
      Exchange exchange =
          served(
              "<set-variable name=\"a\" value=\"@{ context.Trace(\"one\\ntwo\"); return 1; }\" />");
      assertThat(exchange.variables()).containsEntry("a", 1);
      assertThat(lines).contains(exchange.requestId() + " trace: one two");
    } finally {
      expressions.setLevel(null);
      expressions.removeHandler(handler);
    }
  }

  @Test
  void aLargeEventIsCut() {
    Exchange exchange =
        served(
            "<log-to-eventhub logger-id=\"hub\">@(new string('\u00e9', 102401))</log-to-eventhub>");
    assertThat(lines)
        .contains(exchange.requestId() + " event for logger hub: 204802 octets, cut to 204800");
  }

  @Test
  void aFaultOfAnEventGoesToOnError() {
    Exchange exchange =
        served(
            "<log-to-eventhub logger-id=\"hub\">@((string)context.Variables[\"no\"])</log-to-eventhub>");
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("log-to-eventhub");
  }

  @Test
  void aMeasurementIsALineWithItsDimensions() {
    Exchange exchange =
        served(
            "<emit-metric name=\"calls\" value=\"@(1.5)\"><dimension name=\"API ID\" />"
                + "<dimension name=\"Product ID\" /><dimension name=\"Subscription ID\" />"
                + "<dimension name=\"@(\"Two\")\" value=\"@(\"a\\nb\")\" /></emit-metric>");
    assertThat(lines)
        .anyMatch(line -> line.contains("emit-metric sends nothing here"))
        .contains(
            exchange.requestId()
                + " metric API Management/calls=1.5 API ID=things Product ID=clinic"
                + " Subscription ID=clinic-demo Two=a b");
  }

  @Test
  void aMeasurementThatIsNoNumberGoesToOnError() {
    Exchange exchange =
        served(
            "<emit-metric name=\"m\" namespace=\"n\" value=\"@(\"x\")\"><dimension name=\"Location\" />"
                + "</emit-metric>");
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("emit-metric");
    assertThat(exchange.lastError().orElseThrow().reason())
        .isEqualTo("ExpressionValueEvaluationFailure");
  }

  @Test
  void aDimensionWhoseNameIsFoundLateNeedsAValueToo() {
    Exchange exchange =
        served("<emit-metric name=\"m\"><dimension name=\"@(\"Own\")\" /></emit-metric>");
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("emit-metric");
  }
}
