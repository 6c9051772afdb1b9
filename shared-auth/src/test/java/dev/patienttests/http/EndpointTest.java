package dev.patienttests.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patienttests.testkit.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private final Call call = new Call();

  private Call.Answer answer(Endpoint.Handler handler) {
    return call.to((request, context) -> Endpoint.answer(request, context.getLogger(), handler));
  }

  @Test
  void answersJsonThatNobodyMayStore() {
    Call.Answer response =
        answer(
            request ->
                ApiResponse.json(201, JsonNodeFactory.instance.objectNode().put("id", "1"))
                    .withHeader("Location", "/api/patient/1"));
    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(response.text()).isEqualTo("{\"id\":\"1\"}");
    assertThat(response.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Location", "/api/patient/1")
        .containsEntry("Cache-Control", "no-store");
  }

  @Test
  void turnsAProblemIntoProblemDetailsWithTheCallersTrace() {
    call.header("traceparent", "00-" + TRACE_ID + "-b7ad6b7169203331-00");
    Call.Answer response =
        answer(
            request -> {
              throw ProblemException.invalid(List.of(new FieldError("postCode", "is required")));
            });
    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(response.text())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                + "\"detail\":\"The request has invalid fields.\",\"traceId\":\""
                + TRACE_ID
                + "\",\"errors\":[{\"field\":\"postCode\",\"message\":\"is required\"}]}");
    assertThat(call.logged()).isEmpty();
  }

  @Test
  void startsATraceWhenTheCallersIsInvalid() {
    call.header("traceparent", "nonsense");
    Call.Answer response =
        answer(
            request -> {
              throw ProblemException.unauthenticated();
            });
    assertThat(response.text()).containsPattern("\"traceId\":\"[0-9a-f]{32}\"");
  }

  @Test
  void tellsNobodyWhatAnUnexpectedFailureSays() {
    Call.Answer response =
        answer(
            request -> {
              throw new IllegalStateException("canary", new RuntimeException("canary"));
            });
    assertThat(response.getStatusCode()).isEqualTo(500);
    assertThat(response.text()).doesNotContain("canary").doesNotContain("Illegal");
    assertThat(call.logged()).hasSize(1).noneMatch(line -> line.contains("canary"));
    assertThat(call.logged().get(0)).contains("java.lang.IllegalStateException");
  }

  @Test
  void logsWhatIsUnavailableAndAnswers503() {
    Call.Answer response =
        answer(
            request -> {
              throw new UnavailableException("The store is away.", new RuntimeException("canary"));
            });
    assertThat(response.getStatusCode()).isEqualTo(503);
    assertThat(response.text()).contains("The store is away.");
    assertThat(call.logged()).hasSize(1).noneMatch(line -> line.contains("canary"));
  }

  @Test
  void logsTypesAndFactsOfACauseWhoseMessagesAreKeptBack() {
    answer(
        request -> {
          throw new UnavailableException(
              "The store is away.",
              Failures.withoutMessages(
                  new IllegalStateException("canary", new ArithmeticException("canary")),
                  "status 429/3200"));
        });
    assertThat(call.logged()).hasSize(1).noneMatch(line -> line.contains("canary"));
    assertThat(call.logged().get(0))
        .contains("IllegalStateException <- java.lang.ArithmeticException at ")
        .contains("(status 429/3200)");
  }

  @Test
  void answersAlsoWhenAClassIsMissing() {
    Call.Answer response =
        answer(
            request -> {
              throw new NoClassDefFoundError("canary");
            });
    assertThat(response.getStatusCode()).isEqualTo(500);
    assertThat(call.logged()).hasSize(1).noneMatch(line -> line.contains("canary"));
  }

  @Test
  void saysNothingAboutHeadersAndBodyInText() {
    call.header("authorization", "canary").body("canary");
    answer(
        request -> {
          assertThat(request.toString()).doesNotContain("canary");
          assertThat(request.header("Authorization")).contains("canary");
          return ApiResponse.empty(204);
        });
  }
}
