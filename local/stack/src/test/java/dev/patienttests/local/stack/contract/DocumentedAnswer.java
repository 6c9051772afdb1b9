package dev.patienttests.local.stack.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.stack.e2e.Patients;
import java.net.http.HttpResponse;

/** What a document says that an example is answered with. */
record DocumentedAnswer(OpenApiDocument document, ExampleCall call) {
  private static final String PROBLEM = "application/problem+json";

  /** Holds an answer against it: status, headers, schema and example of the body. */
  void check(HttpResponse<String> response, Placeholders placeholders) {
    assertThat(response.statusCode()).as("%.500s", response.body()).hasToString(call.status());
    JsonNode documented =
        document.resolve(call.operation().node().path("responses").path(call.status()));
    documented.path("headers").fieldNames().forEachRemaining(name -> checkHeader(name, response));
    if (documented.has("content")) {
      String type = documented.path("content").fieldNames().next();
      assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(type);
      checkBody(documented.path("content").path(type).path("schema"), type, response, placeholders);
    } else {
      assertThat(response.body()).isEmpty();
    }
  }

  /** There is a next page only where there is more. */
  private static void checkHeader(String name, HttpResponse<String> response) {
    if (!name.equals("x-continuation")) {
      assertThat(response.headers().firstValue(name)).as(name).isPresent();
    }
  }

  private void checkBody(
      JsonNode schema, String type, HttpResponse<String> response, Placeholders placeholders) {
    JsonNode body = Patients.json(response);
    assertThat(SchemaCheck.errors(document, schema, body)).isEmpty();
    call.answer().ifPresent(example -> checkLike(type, example, body, placeholders));
  }

  /** One example of a problem stands for all of its status: what went wrong differs. */
  private static void checkLike(
      String type, JsonNode example, JsonNode body, Placeholders placeholders) {
    if (type.equals(PROBLEM)) {
      assertThat(body.path("status")).isEqualTo(example.path("status"));
      assertThat(body.path("title")).isEqualTo(example.path("title"));
      assertThat(body.has("errors")).isEqualTo(example.has("errors"));
    } else {
      assertThat(placeholders.isLike(example, body))
          .as("answered %.500s, documented %s", body, example)
          .isTrue();
    }
  }
}
