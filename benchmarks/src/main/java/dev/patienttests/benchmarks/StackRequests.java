package dev.patienttests.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patienttests.benchmarks.bare.Operation;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ThreadLocalRandom;

/** The requests of each operation to a local stack, about one patient with a few tests. */
public final class StackRequests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TESTS = 3;
  private static final String TEST =
      """
      {"performer":"Laboratory North","orderReference":"order-4711","observations":[{\
      "id":"observation-1","code":"718-7","measurement":"13.5 g/dL","interpretation":"normal",\
      "status":"final","issued":"2026-01-02T03:04:05Z"}]}""";

  private final Connection connection;
  private final String insuranceNumber =
      "756.9%03d.%04d.%02d".formatted(random(1_000), random(10_000), random(100));
  private final String patient;
  private final String test;

  /** Stores what the requests are about. */
  StackRequests(Connection connection) throws IOException, InterruptedException {
    this.connection = connection;
    this.patient = created("", patient(insuranceNumber));
    String last = "";
    for (int i = 0; i < TESTS; i++) {
      last = created(path("/tests"), TEST);
    }
    this.test = last;
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  /** A new patient as the API takes it. */
  public static String patient(String insuranceNumber) {
    return """
        {"firstName":"Mara","lastName":"Musterfrau","gender":"female","dateOfBirth":"1975-05-05",\
        "postCode":"3012","insuranceNumber":"%s"}"""
        .formatted(insuranceNumber);
  }

  private String path(String below) {
    return "/" + patient + below;
  }

  private String created(String path, String body) throws IOException, InterruptedException {
    HttpRequest request = connection.target().request("POST", path, body).build();
    return JSON.readTree(connection.send(request, 201).body()).path("id").asText();
  }

  Requests of(Operation operation) throws IOException, InterruptedException {
    return switch (operation) {
      case CREATE_PATIENT -> same(operation, "", patient("756.1234.5678.97"));
      case LOAD_PATIENT -> same(operation, path(""), "");
      case UPDATE_PATIENT -> updates();
      case SEARCH_PATIENT ->
          same(operation, "/search", "{\"insuranceNumber\":\"" + insuranceNumber + "\"}");
      // Of another patient, so that the list of this one's stays as it is.
      case CREATE_TEST ->
          same(operation, "/" + created("", patient("756.1234.5678.97")) + "/tests", TEST);
      case LOAD_TEST -> same(operation, path("/tests/" + test), "");
      case LOAD_TESTS -> same(operation, path("/tests"), "");
    };
  }

  private Requests same(Operation operation, String path, String body) {
    return Requests.same(
        connection.target().request(operation.method(), path, body).build(), operation.status());
  }

  /** Each sends back the version that the one before it has stored. */
  private Requests updates() throws IOException, InterruptedException {
    HttpRequest load = connection.target().request("GET", path(""), "").build();
    Updates updates = new Updates();
    updates.answered(connection.send(load, 200));
    return updates;
  }

  private final class Updates implements Requests {
    private String etag = "";
    private String body = "";

    @Override
    public int status() {
      return Operation.UPDATE_PATIENT.status();
    }

    @Override
    public HttpRequest next() {
      return connection.target().request("PUT", path(""), body).header("If-Match", etag).build();
    }

    @Override
    public void answered(HttpResponse<String> answer) {
      etag = answer.headers().firstValue("ETag").orElseThrow();
      if (body.isEmpty()) {
        body = patient(insuranceNumber);
      }
    }
  }
}
