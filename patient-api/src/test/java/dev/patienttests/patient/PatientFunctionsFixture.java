package dev.patienttests.patient;

import dev.patienttests.auth.caller.CallerAuthentication;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.settings.Settings;
import dev.patienttests.testkit.Call;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The functions with an audit and a store that remember what they were asked. */
abstract class PatientFunctionsFixture {
  static final UUID ID = UUID.fromString("0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d");
  static final String BODY =
      "{'firstName':'Canary','gender':'female','dateOfBirth':'1985-12-10','postCode':'3000'}";

  /** What happened, in order. */
  final List<String> events = new ArrayList<>();

  final List<RequestOrigin> origins = new ArrayList<>();
  final Map<String, Patient> stored = new LinkedHashMap<>();
  boolean auditAway;
  boolean storeAway;

  final AuditTrail audit =
      (operation, patientId, origin) -> {
        events.add("audit " + operation.auditName() + " " + patientId);
        origins.add(origin);
        if (auditAway) {
          throw new UnavailableException("The audit is away.");
        }
      };
  final Patients patients =
      new Patients() {
        @Override
        public Patient.Stored create(Patient patient) {
          events.add("create " + patient.id());
          failIfAway();
          stored.put(patient.id(), patient);
          return new Patient.Stored(patient, "\"v1\"");
        }

        @Override
        public Optional<Patient.Stored> find(String id) {
          events.add("find " + id);
          failIfAway();
          return Optional.ofNullable(stored.get(id)).map(p -> new Patient.Stored(p, "\"v1\""));
        }
      };

  void failIfAway() {
    if (storeAway) {
      throw new UnavailableException("The store is away.");
    }
  }

  final PatientApp app =
      app(Settings.of(Map.of("WEBSITE_AUTH_ENABLED", "True", "WEBSITE_SITE_NAME", "site")));

  PatientApp app(Settings settings) {
    PatientService service =
        new PatientService(
            audit,
            patients,
            () -> ID,
            InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678901Z")));
    return new PatientApp(CallerAuthentication.forEnvironment(settings), List.of(), () -> service);
  }

  Call.Answer create(Call call) {
    return call.to(new CreatePatientFunction(() -> app)::run);
  }

  Call.Answer load(Call call, String id) {
    return call.uri("https://site.azurewebsites.net/api/patient/" + id)
        .to(new LoadPatientFunction(() -> app)::run);
  }

  static Call gateway() {
    return new Call().by("gateway", "Patient.Invoke");
  }
}
