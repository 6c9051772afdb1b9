package dev.patienttests.local.stack.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Optional;

/** The patient API as a subscriber of the clinic product calls it. */
public final class Patients {
  /** A valid patient. */
  public static final String ADA =
      """
      {"firstName":"Ada","lastName":"Lovelace","gender":"female",
       "dateOfBirth":"1815-12-10","postCode":"SW1Y"}""";

  /** Id of the subscription of the clinic product. */
  public static final String CLINIC = "clinic-demo";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningStack stack;

  /** Patients of a running stack. */
  public Patients(RunningStack stack) {
    this.stack = stack;
  }

  /** CreatePatient. */
  public HttpResponse<String> create(String body) {
    Clients clients = stack.clients();
    return clients.send(clients.creating(body, Optional.of(stack.key(CLINIC))));
  }

  /** LoadPatient. */
  public HttpResponse<String> load(String id) {
    Clients clients = stack.clients();
    return clients.send(clients.loading(id, stack.key(CLINIC)));
  }

  /** An answer's body. */
  public static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: status " + response.statusCode(), e);
    }
  }
}
