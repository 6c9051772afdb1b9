package dev.patienttests.local.stack.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.stack.contract.OpenApiDocument.Operation;
import dev.patienttests.local.stack.e2e.ClinicClient;
import dev.patienttests.local.stack.e2e.Patients;
import dev.patienttests.local.stack.e2e.RunningStack;
import dev.patienttests.local.stack.project.Project;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code apim/openapi/patient-api.yaml} against the app that serves it, through the gateway:
 * routes, examples, fields, limits and status codes.
 */
class PatientApiContractTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final OpenApiDocument DOCUMENT =
      OpenApiDocument.read(ROOT.resolve("apim/openapi/patient-api.yaml"));

  /** What only a fault or a flood provokes; the tests of outages and limits see to them. */
  private static final Set<String> NOT_PROVOKED = Set.of("429", "500", "502", "503", "504");

  @Test
  void eachFunctionIsAnOperationAndEachOperationAFunction() {
    Set<String> documented =
        DOCUMENT.operations().stream()
            .filter(operation -> !operation.isSlashForm())
            .map(operation -> operation.method() + " patient" + operation.path())
            .map(route -> route.replaceAll("/$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(documented).isEqualTo(FunctionRoutes.of(new Project(ROOT).staged("patient-api")));
  }

  @Test
  void eachOperationBelowARouteStandsThereWithASlashAtTheEnd() {
    Map<String, Operation> byRoute =
        DOCUMENT.operations().stream()
            .collect(Collectors.toMap(o -> o.method() + " " + o.path(), o -> o));
    for (Operation operation : DOCUMENT.operations()) {
      if (!operation.isSlashForm() && operation.path().length() > 1) {
        Operation slashed = byRoute.get(operation.method() + " " + operation.path() + "/");
        assertThat(slashed).as("%s with a slash", operation).isNotNull();
        ObjectNode same = ((ObjectNode) slashed.node()).deepCopy();
        same.set("operationId", operation.node().path("operationId"));
        same.set("summary", operation.node().path("summary"));
        assertThat(same).isEqualTo(operation.node());
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> eachExampleIsAnsweredAsDocumented() {
    return DOCUMENT.operations().stream()
        .flatMap(operation -> ExampleCall.of(DOCUMENT, operation).stream())
        .map(call -> DynamicTest.dynamicTest(call.toString(), () -> assertAnswered(call)));
  }

  @TestFactory
  Stream<DynamicTest> eachLimitOfABodyIsThatOfTheApp() {
    return DOCUMENT.operations().stream()
        .filter(operation -> !operation.isSlashForm() && operation.node().has("requestBody"))
        .flatMap(
            operation -> {
              Target target = new Target();
              JsonNode content =
                  DOCUMENT
                      .resolve(operation.node().path("requestBody"))
                      .at("/content/application~1json");
              return Probe.around(DOCUMENT, content.path("schema"), target.good(content)).stream()
                  .map(
                      probe ->
                          DynamicTest.dynamicTest(
                              operation + " " + probe, () -> target.probe(operation, probe)));
            });
  }

  @TestFactory
  Stream<DynamicTest> eachStatusIsDocumentedAndEachDocumentedOneIsAnswered() {
    return StatusTests.of(DOCUMENT, NOT_PROVOKED, PatientApiContractTest::answered);
  }

  private static void assertAnswered(ExampleCall call) {
    Target target = new Target();
    new DocumentedAnswer(DOCUMENT, call).check(target.send(call), target.placeholders());
  }

  /** All that one gets by examples, and by what is wrong with any request. */
  private static Set<String> answered(Operation operation) {
    Set<String> statuses = new TreeSet<>();
    Target target = new Target();
    List<ExampleCall> calls = ExampleCall.of(DOCUMENT, operation);
    calls.forEach(call -> statuses.add(status(new Target().send(call))));
    ExampleCall good = calls.get(0);
    ClinicClient clinic = new ClinicClient(STACK);
    String path = "/patient" + target.placeholders().fill(good.path());
    Optional<String> body = good.body().map(b -> target.placeholders().fill(b.toString()));
    statuses.add(status(withoutKey(operation.method(), path, body, STACK.key(Patients.CLINIC))));
    statuses.add(status(withKeyOf("api-scoped", operation.method(), path, body)));
    statuses.add(
        status(
            clinic.send(
                operation.method(),
                path,
                body,
                "x-continuation",
                "nonsense",
                "Idempotency-Key",
                "\u00e9")));
    statuses.add(
        status(clinic.send(operation.method(), path.replaceAll("-[0-9a-f]{4}-", "%FF"), body)));
    if (body.isPresent()) {
      statuses.add(status(clinic.send(operation.method(), path, Optional.of(" ".repeat(70_000)))));
      statuses.add(
          status(
              STACK
                  .clients()
                  .send(
                      clinic
                          .request(operation.method(), path, body)
                          .setHeader("Content-Type", "text/xml"))));
    }
    return statuses;
  }

  private static HttpResponse<String> withoutKey(
      String method, String path, Optional<String> body, String key) {
    ClinicClient nobody =
        new ClinicClient(
            STACK.clients().direct(), STACK.status().gateway(), "0".repeat(key.length()));
    return nobody.send(method, path, body);
  }

  private static HttpResponse<String> withKeyOf(
      String subscription, String method, String path, Optional<String> body) {
    ClinicClient other =
        new ClinicClient(
            STACK.clients().direct(), STACK.status().gateway(), STACK.key(subscription));
    return other.send(method, path, body);
  }

  private static String status(HttpResponse<String> response) {
    return Integer.toString(response.statusCode());
  }

  /** A patient with a test, which examples and probes are about. */
  private static final class Target {
    private final ClinicClient clinic = new ClinicClient(STACK);
    private final Map<String, String> real = new HashMap<>();
    private String path = "";
    private String etag = "";

    Target() {
      JsonNode bodies = example("NewPatient");
      HttpResponse<String> created = clinic.create(bodies.toString());
      JsonNode patient = Patients.json(created);
      JsonNode test =
          Patients.json(
              clinic.createTest(patient.path("id").asText(), example("NewTest").toString()));
      path = "/patient/" + patient.path("id").asText();
      etag = created.headers().firstValue("ETag").orElseThrow();
      real.put("0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d", patient.path("id").asText());
      real.put("5c2d7a1e-8b3f-4d6a-9e0c-1f2a3b4c5d6e", test.path("id").asText());
      real.put("2026-01-02T03:04:05.678Z", patient.path("lastUpdated").asText());
      real.put("2026-01-02T03:05:00.000Z", "the time of the update");
      real.put("\"00000000-0000-0000-0000-000000000001\"", etag);
      real.put("0af7651916cd43dd8448eb211c80319c", "0af7651916cd43dd8448eb211c80319c");
    }

    Placeholders placeholders() {
      return new Placeholders(real, Set.of());
    }

    private static JsonNode example(String body) {
      for (Operation operation : DOCUMENT.operations()) {
        JsonNode reference = operation.node().path("requestBody");
        if (reference.path("$ref").asText().endsWith("/" + body)) {
          return DOCUMENT
              .resolve(reference)
              .at("/content/application~1json/examples/complete/value");
        }
      }
      throw new IllegalStateException("no body " + body);
    }

    HttpResponse<String> send(ExampleCall call) {
      if (call.name().equals("used")) {
        // The key that the example sends has been used for another request.
        clinic.create(Patients.ADA, call.headers().get(0), call.headers().get(1));
        clinic.createTest(
            path.substring("/patient/".length()),
            ClinicClient.BLOOD_TEST,
            call.headers().get(0),
            call.headers().get(1));
      }
      List<String> headers = call.headers().stream().map(placeholders()::fill).toList();
      return clinic.send(
          call.operation().method(),
          "/patient" + placeholders().fill(call.path()),
          call.body().map(body -> placeholders().fill(body.toString())),
          headers.toArray(String[]::new));
    }

    /** A good body that has every member that there may be. */
    JsonNode good(JsonNode content) {
      ObjectNode good = content.at("/examples/complete/value").deepCopy();
      JsonNode all = DOCUMENT.resolve(content.path("schema")).path("properties");
      Map<String, String> values =
          Map.of(
              "id",
              path.substring("/patient/".length()),
              "patientId",
              path.substring("/patient/".length()),
              "lastUpdated",
              real.get("2026-01-02T03:04:05.678Z"),
              "dateOfBirthFrom",
              "1985",
              "dateOfBirthTo",
              "1985-12",
              "gender",
              "female");
      all.fieldNames()
          .forEachRemaining(
              name -> {
                if (!good.has(name)) {
                  String fallback = name.equals("postCode") ? "3000" : "Ada";
                  good.put(name, values.getOrDefault(name, fallback));
                }
              });
      return good;
    }

    void probe(Operation operation, Probe probe) {
      String to =
          switch (operation.id()) {
            case "UpdatePatient" -> path;
            case "CreateTest" -> path + "/tests";
            default -> "/patient" + operation.path();
          };
      List<String> headers = new ArrayList<>();
      if (operation.id().equals("UpdatePatient")) {
        headers.addAll(List.of("If-Match", etag));
      }
      HttpResponse<String> response =
          clinic.send(
              operation.method(),
              to,
              Optional.of(probe.body().toString()),
              headers.toArray(String[]::new));
      if (operation.id().equals("UpdatePatient")) {
        etag = response.headers().firstValue("ETag").orElse(etag);
      }
      if (probe.isGood()) {
        assertThat(response.statusCode()).as("%s", response.body()).isIn(200, 201, 404);
      } else {
        assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(400);
      }
    }
  }
}
