package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.cosmos.CosmosClients;
import dev.patienttests.cosmos.CosmosConnection;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.patient.Documents.Creation;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import dev.patienttests.testkit.FakeCosmosAccount;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller learns when the account does not say what became of a write. */
class CosmosDocumentsTest {
  private static final Patient ADA =
      new Patient(
          "0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d",
          Instant.parse("2026-11-25T08:00:00Z"),
          new NewPatient(
              "Ada",
              Optional.empty(),
              Optional.empty(),
              "female",
              "1815",
              "SW1Y",
              Optional.empty(),
              Optional.empty()));

  private static final DocumentKey KEY = DocumentKey.patient(ADA.id());
  private static final Target TARGET = Target.patient(ADA.id());
  private static final RequestOrigin ORIGIN = RequestOrigin.ofThisApp();
  private static final Attempt OWN = attempt("own");
  private static final Attempt OTHER = attempt("other");

  private static Attempt attempt(String id) {
    return new Attempt(id, Operation.UPDATE_PATIENT, TARGET, ORIGIN, 0, () -> 1);
  }

  /** How a write ends. */
  private enum Write {
    STORED(201, true),
    STORED_BUT_FAILED(500, true),
    STORED_EARLIER(409, true),
    LOST(500, false);

    private final int status;
    private final boolean stores;

    Write(int status, boolean stores) {
      this.status = status;
      this.stores = stores;
    }
  }

  private FakeCosmosAccount account;

  @BeforeEach
  void start() throws IOException {
    account = new FakeCosmosAccount();
  }

  @AfterEach
  void stop() {
    account.close();
  }

  @Test
  void aWriteThatSucceededWithoutSayingSoIsASuccess() {
    for (Write each : new Write[] {Write.STORED, Write.STORED_BUT_FAILED, Write.STORED_EARLIER}) {
      account.clear();
      account.endWritesWith(each.status, each.stores);
      assertThat(patients().create(draft(OWN), OWN))
          .isEqualTo(new Creation.Created<>(draft(OWN).as("\"e\"")));
      assertThat(account.size()).isEqualTo(1);
    }
  }

  @Test
  void anIdThatAnotherAttemptHasTakenIsNotWrittenAgain() {
    patients().create(draft(OTHER), OTHER);
    assertThat(patients().create(draft(OWN), OWN))
        .isEqualTo(new Creation.Taken<>(draft(OTHER).as("\"e\"")));
    account.endWritesWith(Write.LOST.status, Write.LOST.stores);
    assertThat(patients().create(draft(OWN), OWN))
        .isEqualTo(new Creation.Taken<>(draft(OTHER).as("\"e\"")));
  }

  @Test
  void whoCannotKnowIsToldTheIdToLoad() {
    account.endWritesWith(Write.LOST.status, Write.LOST.stores);
    assertThatThrownBy(() -> patients().create(draft(OWN), OWN))
        .isInstanceOf(UnknownWriteException.class)
        .hasMessageContaining(ADA.id())
        .hasMessageNotContaining("Ada");
  }

  @Test
  void replacesTheVersionThatItIsToldAndNoOther() {
    patients().create(draft(OTHER), OTHER);

    assertThat(patients().replace(draft(OWN), "\"f\"", OWN)).isEmpty();
    assertThat(patients().find(KEY)).contains(draft(OTHER).as("\"e\""));
    assertThat(patients().replace(draft(OWN), "\"e\"", OWN)).contains(draft(OWN).as("\"e\""));
    assertThat(patients().find(KEY)).contains(draft(OWN).as("\"e\""));
  }

  @Test
  void aReplacementIsProvenByTheAttemptInTheDocument() {
    patients().create(draft(OTHER), OTHER);
    account.endWritesWith(412, true);
    assertThat(patients().replace(draft(OWN), "\"e\"", OWN)).contains(draft(OWN).as("\"e\""));

    account.endWritesWith(Write.STORED_BUT_FAILED.status, Write.STORED_BUT_FAILED.stores);
    assertThat(patients().replace(draft(OWN), "\"e\"", OWN)).contains(draft(OWN).as("\"e\""));

    account.endWritesWith(Write.LOST.status, Write.LOST.stores);
    assertThatThrownBy(() -> patients().replace(draft(OTHER), "\"e\"", OTHER))
        .isInstanceOf(UnknownWriteException.class);
  }

  @Test
  void beginsNoWriteThatItsAttemptIsTooOldFor() {
    patients().create(draft(OTHER), OTHER);
    Attempt old =
        new Attempt("old", Operation.UPDATE_PATIENT, TARGET, ORIGIN, 0, () -> 60_000_000_000L);

    assertThatThrownBy(() -> patients().replace(draft(old), "\"e\"", old))
        .isInstanceOf(UnavailableException.class)
        .isNotInstanceOf(UnknownWriteException.class);
    account.clear();
    assertThatThrownBy(() -> patients().create(draft(old), old))
        .isInstanceOf(UnavailableException.class)
        .isNotInstanceOf(UnknownWriteException.class);
    assertThat(account.size()).isZero();
  }

  @Test
  void sendsTermsAsParametersAlone() {
    patients().create(draft(OWN), OWN);
    StoreQuery query =
        new StoreQuery(
            "SELECT * FROM c WHERE c.gender = @gender",
            Map.of("@gender", "canary"),
            Optional.empty());

    assertThat(patients().query(query)).extracting(Stored::value).containsExactly(ADA);
    assertThat(account.lastQuery())
        .contains("c.gender = @gender", "{\"name\":\"@gender\",\"value\":\"canary\"}");
  }

  private static Draft<Patient> draft(Attempt attempt) {
    return new Draft<>(
        ADA,
        new WriteProof(
            List.of("earlier", attempt.eventId()),
            Optional.of(new WriteProof.Request("h", ADA.lastUpdated()))));
  }

  private Documents<Patient> patients() {
    Settings settings =
        Settings.of(
            Map.of("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true", "STORE", account.connectionString()));
    return new CosmosDocuments<>(
        new CosmosConnection(
            Secrets.forEnvironment(settings).secret("STORE"),
            new CosmosClients("d", "patients", true)),
        new PatientJson());
  }
}
