package dev.patienttests.local.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Operation;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestLineTest {
  private static final UUID ID = UUID.fromString("0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d");
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String OF_CLIENT = "00-" + TRACE_ID + "-b7ad6b7169203331-01";
  private static final String OF_GATEWAY = "00-" + TRACE_ID + "-8a390f4d5a1b2c3d-01";

  private final Headers headers = new Headers();
  private final Exchange exchange =
      new Exchange(
          ID,
          () -> Instant.parse("2026-01-02T03:04:05Z"),
          new Exchange.Service("apim-x", "apim-x.azure-api.net", "here"),
          new Request(
              "POST",
              new RequestUrl("https", "localhost", 443, "/patient/canary", "canary=canary"),
              headers,
              Optional.of(new MessageBody("canary".getBytes(StandardCharsets.UTF_8))),
              "127.0.0.1"));

  private String line(String sent) {
    exchange.response(
        Optional.of(
            new Response(
                201,
                "canary",
                new Headers(),
                Optional.of(new MessageBody("canary".getBytes(StandardCharsets.UTF_8))))));
    return RequestLine.of(exchange, Optional.ofNullable(sent));
  }

  private JsonNode json(String sent) throws Exception {
    return new ObjectMapper().readTree(line(sent));
  }

  @Test
  void tellsIdsNamesStatusAndTimes() {
    headers.set("traceparent", OF_GATEWAY);
    exchange.matched(
        Optional.empty(), Optional.of(new Operation("LoadPatient", "Load", "GET", "/{id}")));
    exchange.backendTook(Duration.ofMillis(12));
    exchange.backendTook(Duration.ofMillis(3));
    assertThat(line(OF_CLIENT))
        .isEqualTo(
            "{\"time\":\"2026-01-02T03:04:05.000Z\",\"app\":\"apim-x\",\"operation\":\"LoadPatient\","
                + "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"8a390f4d5a1b2c3d\","
                + "\"parentSpanId\":\"b7ad6b7169203331\","
                + "\"requestId\":\"0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d\",\"status\":201,"
                + "\"backendMs\":15.0,\"durationMs\":0.0}");
  }

  @Test
  void tellsNothingOfUrlHeadersAndBodies() {
    headers.set("x-canary", "canary");
    assertThat(line("canary")).doesNotContain("canary");
  }

  @Test
  void hasTheTraceOfTheRequestIdWhereTheClientSentNoneThatIsWellFormed() throws Exception {
    for (String sent :
        new String[] {
          null,
          "nonsense",
          "00-00000000000000000000000000000000-b7ad6b7169203331-01",
          "00-" + TRACE_ID + "-0000000000000000-01"
        }) {
      JsonNode line = json(sent);
      assertThat(line.path("traceId").asText()).isEqualTo("0b7f2c7e4a554c398a390f4d5a1b2c3d");
      assertThat(line.has("parentSpanId")).isFalse();
    }
  }

  @Test
  void hasTheClientsTraceWhereNoPolicyRan() throws Exception {
    assertThat(json(OF_CLIENT).path("traceId").asText()).isEqualTo(TRACE_ID);
  }
}
