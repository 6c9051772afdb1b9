package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.cosmos.CosmosClients;
import dev.patienttests.cosmos.CosmosConnection;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import dev.patienttests.testkit.FakeCosmosAccount;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller learns when the account does not say what became of a write. */
class CosmosPatientsTest {
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
      assertThat(patients().create(ADA)).isEqualTo(new Patient.Stored(ADA, "\"e\""));
      assertThat(account.size()).isEqualTo(1);
    }
  }

  @Test
  void whoCannotKnowIsToldTheIdToLoad() {
    account.endWritesWith(Write.LOST.status, Write.LOST.stores);
    assertThatThrownBy(() -> patients().create(ADA))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining(ADA.id())
        .hasMessageNotContaining("Ada");
  }

  private Patients patients() {
    Settings settings =
        Settings.of(
            Map.of("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true", "STORE", account.connectionString()));
    return new CosmosPatients(
        new CosmosConnection(
            Secrets.forEnvironment(settings).secret("STORE"),
            new CosmosClients("d", "patients", true)));
  }
}
