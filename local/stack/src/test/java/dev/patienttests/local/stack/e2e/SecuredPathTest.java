package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The path itself: what a subscriber of the clinic product can do, and what that leaves behind. */
class SecuredPathTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @Test
  void aPatientThatWasCreatedThroughTheGatewayIsLoadedThroughIt() {
    Patients patients = new Patients(STACK);
    HttpResponse<String> created = patients.create(Patients.ADA);
    assertThat(created.statusCode()).isEqualTo(201);
    JsonNode patient = Patients.json(created);
    String id = patient.path("id").asText();
    assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(created.headers().firstValue("Location")).contains("/patient/" + id);
    assertThat(created.headers().firstValue("ETag")).isPresent();

    HttpResponse<String> loaded = patients.load(id);
    assertThat(loaded.statusCode()).isEqualTo(200);
    assertThat(Patients.json(loaded).path("firstName").asText()).isEqualTo("Ada");
    assertThat(loaded.headers().firstValue("ETag")).isEqualTo(created.headers().firstValue("ETag"));
    assertThat(loaded.headers().firstValue("x-pattern-trace")).isPresent();
  }

  @Test
  void eachOperationLeavesAnAuditRecordThatSaysWhoCalledAndWhoAsked() {
    Patients patients = new Patients(STACK);
    String id = Patients.json(patients.create(Patients.ADA)).path("id").asText();
    patients.load(id);

    var records = new Documents(STACK).auditRecordsOf(id);
    assertThat(records)
        .extracting(record -> record.at("/resource/operation").asText())
        .containsExactlyInAnyOrder("CreatePatient", "CreatePatient", "LoadPatient");
    for (JsonNode record : records) {
      assertThat(record.path("sourceSystemName").asText()).isEqualTo("PatientTests");
      assertThat(record.at("/requester/subscriptionId").asText()).isEqualTo("clinic-demo");
      assertThat(record.at("/requester/product").asText()).isEqualTo("clinic");
      assertThat(record.at("/requester/address").asText()).isEqualTo("127.0.0.1");
      assertThat(record.path("agent").toString()).contains(new Documents(STACK).patientPrincipal());
      assertThat(record.path("recordedAt").asText()).isNotEmpty();
    }
  }

  @Test
  void thePatientIsStoredInTheAccountOfPatientApi() {
    Patients patients = new Patients(STACK);
    String id = Patients.json(patients.create(Patients.ADA)).path("id").asText();
    Optional<JsonNode> stored = new Documents(STACK).patient(id);
    assertThat(stored).isPresent();
    assertThat(stored.get().path("postCode").asText()).isEqualTo("SW1Y");
  }

  @Test
  void aTrailingSlashMakesNoDifference() {
    Patients patients = new Patients(STACK);
    String id = Patients.json(patients.create(Patients.ADA)).path("id").asText();
    assertThat(patients.load(id + "/").statusCode()).isEqualTo(200);
  }

  @Test
  void anIdThatIsNoUuidIsNotFoundAndNotAudited() {
    Patients patients = new Patients(STACK);
    int before = new Documents(STACK).auditRecords().size();
    assertThat(patients.load("not-a-uuid").statusCode()).isEqualTo(404);
    assertThat(new Documents(STACK).auditRecords()).hasSize(before);
  }
}
