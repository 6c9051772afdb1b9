package dev.patienttests.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.auth.client.ApiCall;
import dev.patienttests.auth.client.AuthorizedApiClient;
import dev.patienttests.http.Timestamps;
import dev.patienttests.http.TraceContext;
import dev.patienttests.ids.Uuids;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks audit-api for this app's open attempts. */
final class AuditApiOpenAttempts implements OpenAttempts {
  private final AuthorizedApiClient client;

  AuditApiOpenAttempts(AuthorizedApiClient client) {
    this.client = client;
  }

  @Override
  public Batch since(Instant from) {
    return client
        .call(
            ApiCall.get(
                "/auditrecord/open?from=" + Timestamps.write(from),
                TraceContext.start(),
                AuditApiOpenAttempts::read))
        .body();
  }

  private static Batch read(ObjectNode answer) {
    JsonNode records = answer.path("attempts");
    JsonNode more = answer.path("more");
    if (!records.isArray() || !more.isBoolean()) {
      throw new IllegalArgumentException("without attempts, or without more");
    }
    List<OpenAttempt> attempts = new ArrayList<>();
    records.forEach(each -> attempts.add(attempt(each)));
    try {
      return new Batch(
          attempts, Timestamps.read(answer.path("through").asText()), more.booleanValue());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("without the time that has been looked at");
    }
  }

  private static OpenAttempt attempt(JsonNode json) {
    JsonNode resource = json.path("resource");
    return new OpenAttempt(
        Uuids.canonical(json.path("eventId").asText())
            .orElseThrow(() -> new IllegalArgumentException("an attempt without an id")),
        resource.path("type").asText(),
        text(resource, "id"),
        text(json, "patientId"),
        resource.path("operation").asText(),
        json.path("action").asText());
  }

  private static Optional<String> text(JsonNode json, String name) {
    return Optional.ofNullable(json.path(name).textValue());
  }
}
