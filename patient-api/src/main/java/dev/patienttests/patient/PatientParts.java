package dev.patienttests.patient;

import dev.patienttests.auth.client.ApiTarget;
import dev.patienttests.auth.client.AuthorizedApiClient;
import dev.patienttests.auth.client.ClientLimits;
import dev.patienttests.cosmos.CosmosClients;
import dev.patienttests.cosmos.CosmosConnection;
import dev.patienttests.secrets.RefreshingSecret;
import dev.patienttests.settings.HostEnvironment;
import dev.patienttests.settings.Settings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * What the operations need: what loads the SDKs of identity and store, and so is built by the first
 * of them.
 */
record PatientParts(
    Audit audit,
    PatientService patients,
    SearchService search,
    TestService tests,
    Reconciler reconciler) {

  /** For what is only better on record: the caller waits for it. */
  private static final ClientLimits HURRIED =
      new ClientLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), 256 * 1024);

  /** For open attempts, up to a hundred at a time, after a look through many records. */
  private static final ClientLimits PATIENT =
      new ClientLimits(Duration.ofSeconds(8), Duration.ofSeconds(30), 1024 * 1024);

  static PatientParts build(
      Settings settings,
      ApiTarget auditApi,
      RefreshingSecret connectionString,
      String database,
      AppKeys keys) {
    boolean emulator = HostEnvironment.of(settings) == HostEnvironment.CORE_TOOLS;
    AuthorizedApiClient client =
        AuthorizedApiClient.forEnvironment(settings, auditApi, ClientLimits.standard());
    CosmosConnection patients =
        new CosmosConnection(connectionString, new CosmosClients(database, "patients", emulator));
    return of(
        new AuditApiTrail(client),
        new AuditApiTrail(client.within(HURRIED)),
        new AuditApiOpenAttempts(client.within(PATIENT)),
        new CosmosDocuments<>(patients, new PatientJson()),
        new CosmosDocuments<>(patients.to("tests"), new TestJson()),
        new CosmosReconcilePosition(patients.to("reconciliation")),
        keys);
  }

  private static PatientParts of(
      AuditTrail trail,
      AuditTrail hurried,
      OpenAttempts open,
      Documents<Patient> patients,
      Documents<MedicalTest> tests,
      ReconcilePosition position,
      AppKeys keys) {
    InstantSource clock = InstantSource.system();
    Audit audit = new Audit(trail, hurried, UUID::randomUUID, System::nanoTime);
    Continuations continuations = new Continuations(keys.continuation(), new SecureRandom(), clock);
    return new PatientParts(
        audit,
        new PatientService(
            audit,
            patients,
            new Creator<>(audit, patients, keys.idempotency(), UUID::randomUUID, clock),
            clock),
        new SearchService(audit, patients, keys.search(), continuations),
        new TestService(
            audit,
            patients,
            tests,
            new Creator<>(audit, tests, keys.idempotency(), UUID::randomUUID, clock),
            continuations),
        new Reconciler(open, position, trail, patients, tests));
  }
}
