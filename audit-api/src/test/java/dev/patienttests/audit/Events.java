package dev.patienttests.audit;

import dev.patienttests.audit.AuditRecord.Agent;
import dev.patienttests.auth.caller.CallerAuthentication;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Events and callers of tests. */
final class Events {
  static final Agent PATIENT_API = new Agent("patient-api", Optional.of("o1"));
  static final String PATIENT = "0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d";

  private Events() {}

  /** An app behind Easy Auth, over these records and without seals. */
  static AuditApp app(AuditRecords records, InstantSource clock) {
    Settings settings =
        Settings.of(
            Map.of(
                "WEBSITE_AUTH_ENABLED", "True",
                "COSMOS_CONNECTION_STRING", "canary-secret",
                "COSMOS_CONNECTION_STRING_URI", "https://v.vault.azure.net/secrets/s"));
    return new AuditApp(
        CallerAuthentication.forEnvironment(settings),
        new Secrets(settings, uri -> "value", clock).secret("COSMOS_CONNECTION_STRING"),
        () -> records,
        all -> Optional.empty(),
        clock);
  }

  /** An event with this id, and with these members besides the required ones. */
  static AuditEvent event(String eventId, String members) {
    return AuditEventReader.read(
        Documents.quoted(
            ("{'eventId':'%s','sourceSystemName':'PatientTests','resource':{'type':'Patient',"
                    + "'id':'%s','operation':'LoadPatient'},'patientId':'%s'%s}")
                .formatted(eventId, PATIENT, PATIENT, members)));
  }

  /** The event with that number. */
  static AuditEvent event(int number) {
    return event(id(number), "");
  }

  /** The n-th event of a chain. */
  static AuditEvent event(String chain, int n) {
    int found = 0;
    for (int number = 1; ; number++) {
      if (Chains.of(id(number)).equals(chain) && ++found == n) {
        return event(number);
      }
    }
  }

  private static String id(int number) {
    return new UUID(0x4000L, number).toString();
  }
}
