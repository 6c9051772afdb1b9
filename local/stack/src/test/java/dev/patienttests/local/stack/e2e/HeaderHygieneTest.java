package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client sends in the gateway's own headers has no effect. */
class HeaderHygieneTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @Test
  void forgedHostKeyPrincipalAndRequesterAreReplaced() {
    Clients clients = STACK.clients();
    HttpResponse<String> response =
        clients.send(
            clients
                .creating(Patients.ADA, Optional.of(STACK.key(Patients.CLINIC)))
                .header("x-functions-key", "forged")
                .header("X-MS-CLIENT-PRINCIPAL", "eyJjbGFpbXMiOltdfQ==")
                .header("X-MS-CLIENT-PRINCIPAL-ID", "forged")
                .header("x-requester-subscription-id", "forged")
                .header("x-requester-subscription-name", "forged")
                .header("x-requester-product", "forged")
                .header("x-requester-application", "forged")
                .header("x-requester-subject", "forged")
                .header("x-requester-address", "203.0.113.99")
                .header("x-correlation-id", "forged")
                .header("Authorization", "Bearer forged"));
    assertThat(response.statusCode()).isEqualTo(201);
    String id = Patients.json(response).path("id").asText();
    JsonNode record = new Documents(STACK).auditRecordsOf(id).get(0);
    assertThat(record.toString()).doesNotContain("forged").doesNotContain("203.0.113.99");
    assertThat(record.at("/requester/subscriptionId").asText()).isEqualTo("clinic-demo");
  }

  @Test
  void aForgedHostKeyInTheQueryIsDropped() {
    Clients clients = STACK.clients();
    URI uri = URI.create(clients.patients() + "?code=forged");
    HttpResponse<String> response =
        clients.send(
            clients.creating(Patients.ADA, Optional.of(STACK.key(Patients.CLINIC))).uri(uri));
    assertThat(response.statusCode()).isEqualTo(201);
  }
}
