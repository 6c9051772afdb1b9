package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.audit.AuditVerifier;
import dev.patienttests.local.audit.PublicKeys;
import dev.patienttests.local.audit.Verdict;
import dev.patienttests.local.stack.audit.Auditor;
import dev.patienttests.local.stack.audit.TrailExport;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.run.AuditorAccess;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./pattern audit} does: the auditor's own way to the trail, from end to end. */
class AuditorTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @Test
  void theAuditorReadsByTheKeyThatTheVaultGivesAndByTheIdentityOfItsMachine() {
    String id = Patients.json(new Patients(STACK).create(Patients.ADA)).path("id").asText();
    assertThat(records(id))
        .extracting(record -> record.path("kind").asText())
        .contains("attempt", "outcome");
    assertThat(records(id))
        .extracting(record -> record.at("/resource/operation").asText())
        .contains("ReadAuditRecords");
  }

  @Test
  void aSealedTrailIsIntactByTheKeyInTheVault() throws Exception {
    assertThat(new Patients(STACK).create(Patients.ADA).statusCode()).isEqualTo(201);
    assertThat(STACK.stack().resourceManager().runFunction("audit-api", "SealAuditTrail"))
        .isEqualTo("completed");
    Auditor auditor = new Auditor(STACK.stack().auditor());
    List<String> lines = new ArrayList<>();
    List<ObjectNode> seals = TrailExport.of(auditor, lines::add);
    String keyId = seals.get(seals.size() - 1).at("/seal/keyId").asText();
    PublicKey key = PublicKeys.read(auditor.publicKey());
    assertThat(PublicKeys.read(auditor.publicKey(keyId))).isEqualTo(key);

    Verdict verdict = new AuditVerifier(List.of(key)).verify(lines::stream, Optional.empty());

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Intact.class,
            intact -> assertThat(intact.records()).isGreaterThan(intact.unsealedRecords()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"snet-apim", "snet-audit"})
  void fromAnotherSubnetTheAuditorIsRefused(String subnet) {
    AuditorAccess own = STACK.stack().auditor();
    AuditorAccess elsewhere =
        new AuditorAccess(
            own.trust(),
            STACK.status().egress().get(subnet),
            own.identity(),
            own.clientId(),
            own.hostKeyUri(),
            own.auditApiUrl(),
            own.auditApiAudience(),
            own.sealKeyId(),
            own.sealsUrl());
    assertThatThrownBy(() -> new Auditor(elsewhere).trail(record -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("403");
  }

  @Test
  void theTimerThatReconcilesRunsWhenItIsTold() throws Exception {
    assertThat(STACK.stack().resourceManager().runFunction("patient-api", "ReconcileAttempts"))
        .isEqualTo("completed");
  }

  private static List<ObjectNode> records(String patientId) {
    List<ObjectNode> records = new ArrayList<>();
    new Auditor(STACK.stack().auditor()).patient(patientId, Map.of(), records::add);
    return records;
  }
}
