package dev.patienttests.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import dev.patienttests.testkit.Call;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String REQUEST_ID = "0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d";

  private final Call call =
      new Call().header("traceparent", "00-" + TRACE_ID + "-" + PARENT + "-01");

  private Call.Answer answer(Endpoint.Handler handler) {
    return call.to(
        (HttpRequestMessage<Optional<String>> request, ExecutionContext context) ->
            Endpoint.answer(request, context, handler));
  }

  private List<JsonNode> lines() {
    return call.logged().stream()
        .filter(text -> text.contains("\"durationMs\""))
        .map(text -> json(text.substring(text.indexOf('{'))))
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void writesOneLineAboutAFinishedRequestInTheCallersTrace() {
    answer(request -> ApiResponse.empty(204));
    assertThat(lines()).hasSize(1);
    JsonNode line = lines().get(0);
    assertThat(line.path("operation").asText()).isEqualTo("function");
    assertThat(line.path("traceId").asText()).isEqualTo(TRACE_ID);
    assertThat(line.path("parentSpanId").asText()).isEqualTo(PARENT);
    assertThat(line.path("spanId").asText()).matches("[0-9a-f]{16}").isNotEqualTo(PARENT);
    assertThat(line.path("status").asInt()).isEqualTo(204);
    assertThat(line.path("durationMs").isNumber()).isTrue();
    assertThat(Timestamps.read(line.path("time").asText())).isNotNull();
    assertThat(line.has("requestId")).isFalse();
  }

  @Test
  void beginsATraceThatTheProblemDetailsNameWhenTheCallerSendsNone() {
    call.header("traceparent", "nonsense");
    Call.Answer problem =
        answer(
            request -> {
              throw ProblemException.unauthenticated();
            });
    JsonNode line = lines().get(0);
    assertThat(json(problem.text()).path("traceId")).isEqualTo(line.path("traceId"));
    assertThat(line.has("parentSpanId")).isFalse();
    assertThat(line.path("status").asInt()).isEqualTo(401);
  }

  @Test
  void writesCallsAsChildrenOfTheRequest() {
    call.header(RequestLog.REQUEST_ID, REQUEST_ID);
    answer(
        request -> {
          RequestLog.believe(request);
          try (CallLog made = RequestLog.call("audit-api")) {
            assertThat(made.requestId()).contains(REQUEST_ID);
            made.answered(201, Optional.of("activity"));
          }
          return ApiResponse.empty(200);
        });
    JsonNode made = lines().get(0);
    JsonNode request = lines().get(1);
    assertThat(made.path("target").asText()).isEqualTo("audit-api");
    assertThat(made.path("status").asInt()).isEqualTo(201);
    assertThat(made.path("activityId").asText()).isEqualTo("activity");
    assertThat(made.path("parentSpanId")).isEqualTo(request.path("spanId"));
    assertThat(made.path("spanId")).isNotEqualTo(request.path("spanId"));
    assertThat(List.of(made.path("requestId").asText(), request.path("requestId").asText()))
        .containsOnly(REQUEST_ID);
  }

  @Test
  void writesWhatTheOtherSideSaysAsOneTextOfOneLine() {
    String activity = "\",\"status\":200}\r\n{\\\u0000\u007f\u00e9\ud83d\ude00";
    answer(
        request -> {
          try (CallLog made = RequestLog.call("cosmos")) {
            made.answered(503, Optional.of(activity));
          }
          return ApiResponse.empty(200);
        });
    assertThat(lines().get(0).path("activityId").asText()).isEqualTo(activity);
    assertThat(lines().get(0).path("status").asInt()).isEqualTo(503);
    String logged = call.logged().get(0);
    assertThat(logged.substring(logged.indexOf('{')).strip()).doesNotContain("\n", "\r");
  }

  @Test
  void writesNoStatusOfACallWithoutAnAnswer() {
    answer(
        request -> {
          RequestLog.call("cosmos").close();
          return ApiResponse.empty(200);
        });
    assertThat(lines().get(0).has("status")).isFalse();
  }

  @Test
  void takesNoRequestIdThatHasNotTheFormOfOne() {
    call.header(RequestLog.REQUEST_ID, "canary\",\"status\":\"200");
    answer(
        request -> {
          RequestLog.believe(request);
          return ApiResponse.empty(200);
        });
    assertThat(lines().get(0).has("requestId")).isFalse();
  }

  @Test
  void writesNothingOfUrlHeadersAndBody() {
    call.uri("https://localhost/api/canary?canary=canary").header("canary", "canary");
    call.body("{'canary':'canary'}");
    answer(request -> ApiResponse.json(200, request.json()));
    assertThat(call.logged()).hasSize(1).noneMatch(line -> line.contains("canary"));
  }

  @Test
  void writesTheLineOfARequestThatFails() {
    answer(
        request -> {
          throw new IllegalStateException("canary");
        });
    assertThat(lines().get(0).path("status").asInt()).isEqualTo(500);
  }

  @Test
  void letsTheThreadGoWhenTheRequestIsOver() {
    answer(request -> ApiResponse.empty(200));
    try (CallLog later = RequestLog.call("cosmos")) {
      assertThat(later.span()).isEmpty();
    }
    assertThat(lines()).hasSize(1);
  }

  @Test
  void writesTheRunOfATimerAsATraceOfItsOwn() {
    Endpoint.run(call, () -> RequestLog.call("cosmos").close());
    assertThat(lines()).hasSize(2);
    JsonNode run = lines().get(1);
    assertThat(run.has("parentSpanId")).isFalse();
    assertThat(run.path("status").asInt()).isEqualTo(200);
    assertThat(lines().get(0).path("parentSpanId")).isEqualTo(run.path("spanId"));
  }

  @Test
  void writesThatATimersRunHasThrown() {
    assertThatThrownBy(
            () ->
                Endpoint.run(
                    call,
                    () -> {
                      throw new IllegalStateException("canary");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(lines().get(0).path("status").asInt()).isEqualTo(500);
  }
}
