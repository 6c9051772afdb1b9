package dev.patienttests.local.stack.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** All operations of the patient API, as a subscriber of the clinic product calls them. */
public final class ClinicClient {
  /** A valid test of a patient. */
  public static final String BLOOD_TEST =
      """
      {"performer":"TESTLAB01","orderReference":"ORDER01","observations":[
       {"id":"OBSERVATION-01","code":"1554-5","measurement":"182 mg/dL","interpretation":"N",
        "issued":"2026-02-15T07:30:00+01:00","status":"final"}]}""";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client;
  private final String gateway;
  private final String key;

  /** A client on the internet. */
  public ClinicClient(RunningStack stack) {
    this(stack.clients().direct(), stack.status().gateway(), stack.key(Patients.CLINIC));
  }

  /** A client of a gateway, with a subscription's key. */
  public ClinicClient(HttpClient client, String gateway, String key) {
    this.client = client;
    this.gateway = gateway;
    this.key = key;
  }

  /** CreatePatient. */
  public HttpResponse<String> create(String body, String... headers) {
    return send("POST", "/patient", Optional.of(body), headers);
  }

  /** LoadPatient. */
  public HttpResponse<String> load(String id, String... headers) {
    return send("GET", "/patient/" + id, Optional.empty(), headers);
  }

  /** UpdatePatient. */
  public HttpResponse<String> update(String id, String body, String... headers) {
    return send("PUT", "/patient/" + id, Optional.of(body), headers);
  }

  /** SearchPatient. */
  public HttpResponse<String> search(String body, String... headers) {
    return send("POST", "/patient/search", Optional.of(body), headers);
  }

  /** CreateTest. */
  public HttpResponse<String> createTest(String id, String body, String... headers) {
    return send("POST", "/patient/" + id + "/tests", Optional.of(body), headers);
  }

  /** LoadTest. */
  public HttpResponse<String> loadTest(String id, String testId, String... headers) {
    return send("GET", "/patient/" + id + "/tests/" + testId, Optional.empty(), headers);
  }

  /** LoadTests. */
  public HttpResponse<String> loadTests(String id, String... headers) {
    return send("GET", "/patient/" + id + "/tests", Optional.empty(), headers);
  }

  /**
   * Any request with the subscription's key.
   *
   * @param headers names and values in turn
   */
  public HttpResponse<String> send(
      String method, String path, Optional<String> body, String... headers) {
    return Clients.send(client, request(method, path, body, headers));
  }

  /** The request, not sent yet. */
  public HttpRequest.Builder request(
      String method, String path, Optional<String> body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .timeout(PATIENCE)
            .header("Ocp-Apim-Subscription-Key", key)
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElse(HttpRequest.BodyPublishers.noBody()));
    body.ifPresent(unused -> request.header("Content-Type", "application/json"));
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Creates a patient and returns what was answered. */
  public JsonNode created(String body) {
    return Patients.json(create(body));
  }
}
