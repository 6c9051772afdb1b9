package dev.patienttests.local.stack.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.audit.AuditVerifier;
import dev.patienttests.local.audit.FhirAuditEvents;
import dev.patienttests.local.audit.PublicKeys;
import dev.patienttests.local.audit.Seal;
import dev.patienttests.local.audit.Verdict;
import dev.patienttests.local.stack.audit.Auditor;
import dev.patienttests.local.stack.audit.TrailExport;
import dev.patienttests.local.stack.e2e.ClinicClient;
import dev.patienttests.local.stack.e2e.CosmosReader;
import dev.patienttests.local.stack.e2e.Documents;
import dev.patienttests.local.stack.e2e.Patients;
import dev.patienttests.local.stack.e2e.RunningStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The verifier on the trail that the apps wrote, before and after somebody was at the store. */
class VerifyTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final List<String> STORES_OWN =
      List.of("_rid", "_self", "_etag", "_attachments", "_ts");

  private static ObjectNode victim;

  @BeforeAll
  static void aTrailThatIsSealed() throws Exception {
    ClinicClient clinic = new ClinicClient(STACK);
    String id = clinic.created(Patients.ADA).path("id").asText();
    Optional<ObjectNode> found = Optional.empty();
    while (found.isEmpty()) {
      clinic.load(id);
      found = followed(new Documents(STACK).auditRecordsOf(id));
    }
    victim = found.get();
    victim.remove(STORES_OWN);
    assertThat(STACK.stack().resourceManager().runFunction("audit-api", "SealAuditTrail"))
        .isEqualTo("completed");
  }

  /**
   * A record with another one after it in its chain. Reading the trail is audited, too: what is
   * written meanwhile would follow the last record of a chain as it is at that time.
   */
  private static Optional<ObjectNode> followed(List<JsonNode> records) {
    return records.stream()
        .filter(record -> records.stream().anyMatch(other -> follows(other, record)))
        .findFirst()
        .map(JsonNode::deepCopy);
  }

  private static boolean follows(JsonNode record, JsonNode before) {
    return record.path("chain").equals(before.path("chain"))
        && record.path("number").asLong() > before.path("number").asLong();
  }

  @Test
  void theTrailIsIntactAndItsSealsAreSignedWithTheVaultsKey() {
    assertThat(verify(Optional.empty()))
        .isInstanceOfSatisfying(
            Verdict.Intact.class,
            intact -> {
              assertThat(intact.records()).isPositive();
              assertThat(intact.lastSeal()).isPresent();
              assertThat(intact.sealedUpTo().get(victim.path("chain").asText()))
                  .isGreaterThanOrEqualTo(victim.path("number").asLong());
            });
  }

  @Test
  void aRecordThatSomebodyChangedInTheStoreIsNamed() {
    ObjectNode changed = victim.deepCopy();
    ((ObjectNode) changed.path("requester")).put("subscriptionId", "somebody-else");
    replace(changed);
    try {
      assertNamed(verify(Optional.empty()));
    } finally {
      replace(victim);
    }
    assertThat(verify(Optional.empty())).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aRecordThatSomebodyTookOutOfTheStoreIsNamed() {
    assertThat(store().delete(link(), chain()).statusCode()).isEqualTo(204);
    try {
      assertNamed(verify(Optional.empty()));
    } finally {
      assertThat(store().create(CosmosReader.AUDIT_RECORDS, chain(), victim).statusCode())
          .isEqualTo(201);
    }
    assertThat(verify(Optional.empty())).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aSealThatWasKeptOutsideIsAmongThoseOfEveryLaterExport() throws Exception {
    Seal kept = seals().get(0);
    STACK.stack().resourceManager().runFunction("audit-api", "SealAuditTrail");
    assertThat(verify(Optional.of(kept))).isInstanceOf(Verdict.Intact.class);
    ObjectNode other = kept.content().deepCopy().put("sealedAt", "2026-01-01T00:00:00.000Z");
    assertThat(verify(Optional.of(new Seal(other, kept.signature()))))
        .isInstanceOfSatisfying(
            Verdict.Broken.class, broken -> assertThat(broken.position()).isEqualTo("seal 1"));
  }

  @Test
  void eachRecordOfTheTrailIsAFhirAuditEvent() {
    new Auditor(STACK.stack().auditor())
        .trail(
            record -> {
              JsonNode event = FhirAuditEvents.convert(record);
              assertThat(event.at("/code/text").asText()).isNotBlank();
              assertThat(event.path("recorded").asText()).isNotBlank();
              assertThat(event.at("/agent/0/who").isObject()).isTrue();
              assertThat(event.at("/source/observer").isObject()).isTrue();
            });
  }

  private static Verdict verify(Optional<Seal> outside) {
    Auditor auditor = new Auditor(STACK.stack().auditor());
    List<String> lines = new ArrayList<>();
    TrailExport.of(auditor, lines::add);
    String keyId = seals().get(0).content().path("keyId").asText();
    return new AuditVerifier(List.of(PublicKeys.read(auditor.publicKey(keyId))))
        .verify(lines::stream, outside);
  }

  private static List<Seal> seals() {
    return new Auditor(STACK.stack().auditor())
        .seals().stream().map(seal -> Seal.read(seal.toString())).toList();
  }

  private static void assertNamed(Verdict verdict) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Broken.class,
            broken ->
                assertThat(broken.position()).isEqualTo("record " + victim.path("id").asText()));
  }

  private static void replace(JsonNode record) {
    assertThat(store().replace(link(), chain(), record).statusCode()).isEqualTo(200);
  }

  private static CosmosReader store() {
    return new Documents(STACK).reader("audit-api");
  }

  private static String link() {
    return CosmosReader.AUDIT_RECORDS + "/docs/" + victim.path("id").asText();
  }

  private static String chain() {
    return victim.path("chain").asText();
  }
}
