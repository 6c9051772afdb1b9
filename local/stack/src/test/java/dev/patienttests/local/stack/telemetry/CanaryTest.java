package dev.patienttests.local.stack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.platform.Fault;
import dev.patienttests.local.stack.callers.CallerTokens;
import dev.patienttests.local.stack.callers.TokenWish;
import dev.patienttests.local.stack.callers.TokenWish.Issuer;
import dev.patienttests.local.stack.callers.TokenWish.Product;
import dev.patienttests.local.stack.e2e.ClinicClient;
import dev.patienttests.local.stack.e2e.Documents;
import dev.patienttests.local.stack.e2e.Outage;
import dev.patienttests.local.stack.e2e.Patients;
import dev.patienttests.local.stack.e2e.RunningStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sends patient data and secrets that can be recognised through everything, also where it fails,
 * and looks for them in every file that the stack writes and in the audit.
 */
@SuppressWarnings("try") // an outage lasts as long as its block; nothing else is done with it
class CanaryTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  /** Stands in every text that says something about a patient. */
  private static final String DATA = "Canary" + UUID.randomUUID().toString().substring(0, 8);

  /** Stands in every credential that a client sends, and that nobody knows. */
  private static final String SECRET = "secret" + UUID.randomUUID().toString().replace("-", "");

  private static final String PATIENT =
      """
      {"firstName":"DATA","lastName":"DATA","fullName":"DATA DATA","gender":"other",
       "dateOfBirth":"1901-02-03","postCode":"9Zz9","insuranceNumber":"DATA-1",
       "preferredContactNumber":"+41 DATA"}"""
          .replace("DATA", DATA);
  private static final String TEST =
      ClinicClient.BLOOD_TEST
          .replace("TESTLAB01", DATA)
          .replace("ORDER01", DATA)
          .replace("OBSERVATION-01", DATA)
          .replace("182 mg/dL", DATA);
  private static final String SEARCH = "{\"lastName\":\"%s\"}".formatted(DATA);

  /** Tokens of callers, good and bad. */
  private static final List<String> TOKENS = new ArrayList<>();

  @BeforeAll
  static void trafficOfAllKinds() {
    ClinicClient clinic = new ClinicClient(STACK);
    ObjectNode patient = (ObjectNode) clinic.created(PATIENT);
    String id = patient.path("id").asText();
    String test = Patients.json(clinic.createTest(id, TEST)).path("id").asText();
    List<Integer> statuses = new ArrayList<>(everything(clinic, patient, test));
    statuses.addAll(whatIsRefused(clinic, patient));
    statuses.addAll(withTokens(clinic, id));
    try (Outage outage = Outage.of(STACK, "audit-api")) {
      statuses.addAll(everything(clinic, patient, test));
    }
    try (Outage outage = Outage.of(STACK, "cosmos")) {
      statuses.add(clinic.search(SEARCH).statusCode());
      statuses.add(clinic.create(PATIENT).statusCode());
    }
    assertThat(statuses).contains(200, 201, 400, 401, 404, 409, 412, 413, 415, 503);
  }

  @Test
  void noFileButTheStoreItselfHoldsWhatWasSaidAboutAPatient() {
    assertThat(filesWith(DATA)).isEmpty();
  }

  @Test
  void noFileHoldsACredentialThatAClientSent() {
    assertThat(filesWith(SECRET)).isEmpty();
  }

  @Test
  void noFileHoldsATokenThatACallerSent() {
    assertThat(TOKENS).hasSizeGreaterThan(3);
    for (String token : TOKENS) {
      assertThat(filesWith(token.split("\\.", -1)[1])).isEmpty();
    }
  }

  @Test
  void noLogHoldsASecretOfTheDeployment() throws IOException {
    CallerTokens callers = new CallerTokens(STACK.stack().callers());
    List<String> secrets =
        new ArrayList<>(List.of(callers.secret("clinic-desk"), callers.secret("clinic-viewer")));
    STACK
        .status()
        .subscriptions()
        .forEach(each -> secrets.addAll(List.of(each.primaryKey(), each.secondaryKey())));
    for (String app : List.of("patient-api", "audit-api")) {
      secrets.addAll(STACK.stack().resourceManager().functionKeys(app).values());
    }
    secrets.addAll(STACK.stack().plan().secrets().values());
    STACK
        .stack()
        .plan()
        .cosmosAccounts()
        .forEach(each -> secrets.addAll(List.of(each.primaryKey(), each.secondaryKey())));
    assertThat(secrets).hasSizeGreaterThan(10);
    List<Path> logs = files().filter(file -> file.startsWith(state().resolve("logs"))).toList();
    assertThat(logs).isNotEmpty();
    for (Path log : logs) {
      String text = text(log);
      assertThat(secrets).noneMatch(secret -> !secret.isEmpty() && text.contains(secret));
      assertThat(text).doesNotContain("Bearer ").doesNotContainPattern("eyJ[\\w-]{8,}\\.eyJ");
    }
  }

  @Test
  void theAuditKnowsIdsAndNothingElseAboutPatients() {
    List<JsonNode> records = new Documents(STACK).auditRecords();
    assertThat(records).isNotEmpty();
    for (JsonNode record : records) {
      assertThat(record.toString())
          .doesNotContainIgnoringCase(DATA)
          .doesNotContainIgnoringCase(SECRET)
          .doesNotContain("1901-02-03", "9Zz9");
    }
  }

  /** A search that finds nothing because it looks wrongly would find everything clean. */
  @Test
  void whatIsLookedForIsFoundWhereItMayBe() {
    assertThat(new Documents(STACK).all("dbs/patient/colls/patients").toString()).contains(DATA);
    assertThat(files().anyMatch(file -> file.startsWith(store()))).isTrue();
    assertThat(files().filter(file -> file.startsWith(store())).map(CanaryTest::text))
        .anyMatch(text -> text.contains(DATA));
  }

  private static List<Integer> everything(ClinicClient clinic, ObjectNode patient, String test) {
    String id = patient.path("id").asText();
    String[] key = {"Idempotency-Key", SECRET + "-key"};
    return Stream.of(
            clinic.create(PATIENT, key),
            clinic.load(id),
            clinic.update(id, Patients.json(clinic.load(id)).toString()),
            clinic.search(SEARCH),
            clinic.createTest(id, TEST),
            clinic.loadTest(id, test),
            clinic.loadTests(id))
        .map(java.net.http.HttpResponse::statusCode)
        .toList();
  }

  private static List<Integer> whatIsRefused(ClinicClient clinic, ObjectNode patient) {
    String id = patient.path("id").asText();
    String outdated = patient.deepCopy().put("lastUpdated", "2020-01-01T00:00:00.000Z").toString();
    ClinicClient stranger =
        new ClinicClient(STACK.clients().direct(), STACK.status().gateway(), SECRET);
    return Stream.of(
            clinic.create(PATIENT.replace("other", DATA)),
            clinic.create(PATIENT.replace("}", ",\"%s\":\"%s\"}".formatted(DATA, DATA))),
            clinic.create(PATIENT + DATA),
            clinic.create(DATA.repeat(6_000)),
            clinic.load(DATA),
            clinic.update(id, outdated),
            clinic.update(id, PATIENT, "If-Match", "\"" + SECRET + "\""),
            clinic.search("{\"lastName\":\"%s-nobody\"}".formatted(DATA)),
            clinic.search(SEARCH, "x-continuation", SECRET),
            clinic.send(
                "GET", "/patient/" + id + "?name=" + DATA + "&code=" + SECRET, Optional.empty()),
            clinic.send("GET", "/" + DATA, Optional.empty()),
            stranger.create(PATIENT),
            STACK
                .clients()
                .send(
                    clinic
                        .request("POST", "/patient", Optional.of(PATIENT))
                        .setHeader("Content-Type", "text/xml")),
            clinic.load(
                id,
                "Authorization",
                "Bearer " + SECRET,
                "x-functions-key",
                SECRET,
                "baggage",
                "name=" + DATA,
                "tracestate",
                "a=" + DATA,
                "x-requester-subject",
                DATA))
        .map(java.net.http.HttpResponse::statusCode)
        .toList();
  }

  private static List<Integer> withTokens(ClinicClient clinic, String id) {
    CallerTokens callers = new CallerTokens(STACK.stack().callers());
    TokenWish partner = TokenWish.of(Product.PARTNER);
    for (TokenWish wish :
        List.of(
            partner,
            partner.by(Issuer.FEDERATED),
            partner.with(Fault.EXPIRED),
            TokenWish.of(Product.PRIVATE).with(Fault.NONE))) {
      TOKENS.add(callers.token(wish));
    }
    return TOKENS.stream()
        .map(
            token ->
                STACK
                    .clients()
                    .send(
                        clinic
                            .request("GET", "/patient/" + id, Optional.empty())
                            .setHeader("Ocp-Apim-Subscription-Key", STACK.key("partner-demo"))
                            .setHeader("X-Front-End", "public")
                            .setHeader("Authorization", "Bearer " + token))
                    .statusCode())
        .toList();
  }

  private static List<Path> filesWith(String text) {
    return files()
        .filter(file -> !file.startsWith(store()))
        .filter(file -> text(file).contains(text))
        .toList();
  }

  private static Stream<Path> files() {
    try (Stream<Path> files = Files.walk(state())) {
      return files.filter(Files::isRegularFile).filter(file -> !isJar(file)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }

  private static Path state() {
    return Path.of(STACK.status().dataDirectory());
  }

  private static Path store() {
    return state().resolve("data/cosmos");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
