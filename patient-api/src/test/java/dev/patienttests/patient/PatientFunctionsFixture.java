package dev.patienttests.patient;

import dev.patienttests.auth.caller.CallerAuthentication;
import dev.patienttests.secrets.SecretValue;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import dev.patienttests.testkit.Call;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The functions with an audit and stores that remember what they were asked. */
abstract class PatientFunctionsFixture {
  static final UUID ID = UUID.fromString("0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d");
  static final String BODY =
      "{'firstName':'Canary','gender':'female','dateOfBirth':'1985-12-10','postCode':'3000'}";
  static final String TEST_BODY =
      "{'performer':'Canary lab','orderReference':'O1','observations':[{'id':'o1','code':'1554-5',"
          + "'measurement':'182 mg/dL','interpretation':'N','issued':'2026-02-15T07:30:00-04:00',"
          + "'status':'final'}]}";

  /** What happened, in order. */
  final List<String> events = new ArrayList<>();

  final FakeTrail trail = new FakeTrail(events);
  final MemoryDocuments<Patient> patients = new MemoryDocuments<>(new PatientJson(), events);
  final MemoryDocuments<MedicalTest> tests = new MemoryDocuments<>(new TestJson(), events);

  /** What the clock says. */
  Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");

  /** Nanoseconds of the clock that measures attempts. */
  long ticks;

  /** Ids that are drawn: the first is {@link #ID}. */
  private final AtomicInteger drawn = new AtomicInteger();

  final AppKeys keys = keys(1);
  final PatientApp app =
      app(Settings.of(Map.of("WEBSITE_AUTH_ENABLED", "True", "WEBSITE_SITE_NAME", "site")));

  static AppKeys keys(int seed) {
    return new AppKeys(key(seed), key(seed + 1), key(seed + 2));
  }

  static AppKey key(int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    String text = Base64.getEncoder().encodeToString(bytes);
    SecretValue value =
        Secrets.forEnvironment(
                Settings.of(Map.of("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true", "K", text)))
            .secret("K")
            .current();
    return new AppKey("K", () -> value);
  }

  PatientApp app(Settings settings) {
    PatientParts parts = parts(keys);
    return new PatientApp(CallerAuthentication.forEnvironment(settings), List.of(), () -> parts);
  }

  PatientParts parts(AppKeys with) {
    InstantSource clock = () -> now;
    Audit audit = new Audit(trail, trail, UUID::randomUUID, () -> ticks);
    Continuations continuations = new Continuations(with.continuation(), new SecureRandom(), clock);
    Creator<Patient> patientCreator =
        new Creator<>(audit, patients, with.idempotency(), this::draw, clock);
    Creator<MedicalTest> testCreator =
        new Creator<>(audit, tests, with.idempotency(), this::draw, clock);
    return new PatientParts(
        audit,
        new PatientService(audit, patients, patientCreator, clock),
        new SearchService(audit, patients, with.search(), continuations),
        new TestService(audit, patients, tests, testCreator, continuations),
        new Reconciler(
            from -> new OpenAttempts.Batch(List.of(), from, false),
            new MemoryPosition(),
            trail,
            patients,
            tests));
  }

  private UUID draw() {
    int number = drawn.getAndIncrement();
    return new UUID(ID.getMostSignificantBits(), ID.getLeastSignificantBits() + number);
  }

  Call.Answer create(Call call) {
    return call.to(new CreatePatientFunction(() -> app)::run);
  }

  Call.Answer load(Call call, String id) {
    return call.uri("https://site.azurewebsites.net/api/patient/" + id)
        .to(new LoadPatientFunction(() -> app)::run);
  }

  Call.Answer update(Call call, String id) {
    return call.uri("https://site.azurewebsites.net/api/patient/" + id)
        .to(new UpdatePatientFunction(() -> app)::run);
  }

  Call.Answer search(Call call) {
    return call.uri("https://site.azurewebsites.net/api/patient/search")
        .to(new SearchPatientFunction(() -> app)::run);
  }

  Call.Answer createTest(Call call, String patientId) {
    return createTestAt(call, patientId + "/tests");
  }

  Call.Answer createTestAt(Call call, String path) {
    return call.uri("https://site.azurewebsites.net/api/patient/" + path)
        .to(new CreateTestFunction(() -> app)::run);
  }

  Call.Answer loadTest(Call call, String ids) {
    return call.uri("https://site.azurewebsites.net/api/patient/" + ids)
        .to(new LoadTestFunction(() -> app)::run);
  }

  Call.Answer loadTests(Call call, String patientId) {
    return loadTestsAt(call, patientId + "/tests");
  }

  Call.Answer loadTestsAt(Call call, String path) {
    return call.uri("https://site.azurewebsites.net/api/patient/" + path)
        .to(new LoadTestsFunction(() -> app)::run);
  }

  static Call gateway() {
    return new Call().by("gateway", "Patient.Invoke");
  }

  /** Where it came from, for services that are called directly. */
  static RequestOrigin origin(String subscription) {
    return new RequestOrigin(
        Map.of("subscriptionId", subscription),
        java.util.Optional.empty(),
        dev.patienttests.http.TraceContext.start(),
        "gateway");
  }
}
