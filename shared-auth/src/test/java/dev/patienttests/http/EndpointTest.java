package dev.patienttests.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private final Map<String, String> headers = new HashMap<>();
  private final List<String> logged = new ArrayList<>();
  private final Logger log = logger();

  private Logger logger() {
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().format(entry));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
    return logger;
  }

  private Response answer(Endpoint.Handler handler) {
    return (Response) Endpoint.answer(new Request(headers), log, handler);
  }

  @Test
  void answersJsonThatNobodyMayStore() {
    Response response =
        answer(
            request ->
                ApiResponse.json(201, JsonNodeFactory.instance.objectNode().put("id", "1"))
                    .withHeader("Location", "/api/patient/1"));
    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(response.getBody()).isEqualTo("{\"id\":\"1\"}");
    assertThat(response.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Location", "/api/patient/1")
        .containsEntry("Cache-Control", "no-store");
  }

  @Test
  void turnsAProblemIntoProblemDetailsWithTheCallersTrace() {
    headers.put("traceparent", "00-" + TRACE_ID + "-b7ad6b7169203331-00");
    Response response =
        answer(
            request -> {
              throw ProblemException.invalid(List.of(new FieldError("postCode", "is required")));
            });
    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(response.getBody())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                + "\"detail\":\"The request has invalid fields.\",\"traceId\":\""
                + TRACE_ID
                + "\",\"errors\":[{\"field\":\"postCode\",\"message\":\"is required\"}]}");
    assertThat(logged).isEmpty();
  }

  @Test
  void startsATraceWhenTheCallersIsInvalid() {
    headers.put("traceparent", "nonsense");
    Response response =
        answer(
            request -> {
              throw ProblemException.unauthenticated();
            });
    assertThat((String) response.getBody()).containsPattern("\"traceId\":\"[0-9a-f]{32}\"");
  }

  @Test
  void tellsNobodyWhatAnUnexpectedFailureSays() {
    Response response =
        answer(
            request -> {
              throw new IllegalStateException("canary", new RuntimeException("canary"));
            });
    assertThat(response.getStatusCode()).isEqualTo(500);
    assertThat((String) response.getBody()).doesNotContain("canary").doesNotContain("Illegal");
    assertThat(logged).hasSize(1).noneMatch(line -> line.contains("canary"));
    assertThat(logged.get(0)).contains("java.lang.IllegalStateException");
  }

  @Test
  void logsWhatIsUnavailableAndAnswers503() {
    Response response =
        answer(
            request -> {
              throw new UnavailableException("The store is away.", new RuntimeException("canary"));
            });
    assertThat(response.getStatusCode()).isEqualTo(503);
    assertThat((String) response.getBody()).contains("The store is away.");
    assertThat(logged).hasSize(1).noneMatch(line -> line.contains("canary"));
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
    assertThat(logged).hasSize(1).noneMatch(line -> line.contains("canary"));
    assertThat(logged.get(0))
        .contains("IllegalStateException <- java.lang.ArithmeticException at ")
        .contains("(status 429/3200)");
  }

  @Test
  void answersAlsoWhenAClassIsMissing() {
    Response response =
        answer(
            request -> {
              throw new NoClassDefFoundError("canary");
            });
    assertThat(response.getStatusCode()).isEqualTo(500);
    assertThat(logged).hasSize(1).noneMatch(line -> line.contains("canary"));
  }

  @Test
  void saysNothingAboutHeadersAndBodyInText() {
    headers.put("authorization", "canary");
    answer(
        request -> {
          assertThat(request.toString()).doesNotContain("canary");
          assertThat(request.header("Authorization")).contains("canary");
          return ApiResponse.empty(204);
        });
  }

  private record Request(Map<String, String> headers)
      implements HttpRequestMessage<Optional<String>> {
    @Override
    public URI getUri() {
      return URI.create("http://localhost/api/x");
    }

    @Override
    public HttpMethod getHttpMethod() {
      return HttpMethod.POST;
    }

    @Override
    public Map<String, String> getHeaders() {
      return headers;
    }

    @Override
    public Map<String, String> getQueryParameters() {
      return Map.of();
    }

    @Override
    public Optional<String> getBody() {
      return Optional.of("canary");
    }

    @Override
    public HttpResponseMessage.Builder createResponseBuilder(
        com.microsoft.azure.functions.HttpStatus status) {
      return new Response(status);
    }

    @Override
    public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
      return new Response(status);
    }
  }

  /** The real builder, too, changes itself and answers itself. */
  private static final class Response implements HttpResponseMessage, HttpResponseMessage.Builder {
    private final HttpStatusType status;
    private final Map<String, String> headers = new HashMap<>();
    private Object body = "";

    Response(HttpStatusType status) {
      this.status = status;
    }

    Map<String, String> headers() {
      return headers;
    }

    @Override
    public HttpStatusType getStatus() {
      return status;
    }

    @Override
    public String getHeader(String key) {
      return headers.getOrDefault(key, "");
    }

    @Override
    public Object getBody() {
      return body;
    }

    @Override
    public HttpResponseMessage.Builder status(HttpStatusType other) {
      throw new UnsupportedOperationException("The status is given at the start.");
    }

    @Override
    public HttpResponseMessage.Builder header(String key, String value) {
      headers.put(key, value);
      return this;
    }

    @Override
    public HttpResponseMessage.Builder body(Object given) {
      body = given;
      return this;
    }

    @Override
    public HttpResponseMessage build() {
      return this;
    }
  }
}
