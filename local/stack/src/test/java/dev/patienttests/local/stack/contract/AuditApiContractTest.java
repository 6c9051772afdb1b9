package dev.patienttests.local.stack.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.stack.contract.OpenApiDocument.Operation;
import dev.patienttests.local.stack.e2e.AuditClient;
import dev.patienttests.local.stack.e2e.RunningStack;
import dev.patienttests.local.stack.project.Project;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code apim/openapi/audit-api.yaml} against the app that serves it: records are added and open
 * attempts read from patient-api's subnet by its identity and key, the rest by the auditor.
 */
class AuditApiContractTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final OpenApiDocument DOCUMENT =
      OpenApiDocument.read(ROOT.resolve("apim/openapi/audit-api.yaml"));
  private static final Set<String> NOT_PROVOKED = Set.of("500", "503");

  private static final String READINGS_EVENT = "7f6031b8-3e62-4fae-9d60-9f814072b3c4";
  private static final String READINGS_TRACE =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

  /** What the server sets, or where it stands. */
  private static final Placeholders PLACEHOLDERS =
      new Placeholders(
          Map.of(READINGS_EVENT, READINGS_EVENT, READINGS_TRACE, READINGS_TRACE),
          Set.of(
              "id",
              "chain",
              "number",
              "previousHash",
              "recordedAt",
              "createdDate",
              "occurredAt",
              "agent",
              "through"));

  private static Map<ExampleCall, HttpResponse<String>> answers = Map.of();

  /** Once and in their order, as the document says that they are meant. */
  @BeforeAll
  static void sendTheExamples() {
    Map<ExampleCall, HttpResponse<String>> all = new LinkedHashMap<>();
    for (Operation operation : DOCUMENT.operations()) {
      ExampleCall.of(DOCUMENT, operation).forEach(call -> all.put(call, send(call)));
    }
    answers = all;
  }

  @Test
  void eachFunctionIsAnOperationAndEachOperationAFunction() {
    Set<String> documented =
        DOCUMENT.operations().stream()
            .map(operation -> operation.method() + " " + operation.path().substring(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(documented).isEqualTo(FunctionRoutes.of(new Project(ROOT).staged("audit-api")));
  }

  @TestFactory
  Stream<DynamicTest> eachExampleIsAnsweredAsDocumented() {
    return answers.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey().toString(),
                    () ->
                        new DocumentedAnswer(DOCUMENT, each.getKey())
                            .check(each.getValue(), PLACEHOLDERS)));
  }

  @TestFactory
  Stream<DynamicTest> eachLimitOfAnEventIsThatOfTheApp() {
    JsonNode content =
        DOCUMENT
            .resolve(operation("CreateAuditRecord").node().path("requestBody"))
            .at("/content/application~1json");
    return Stream.of("complete", "search", "found")
        .flatMap(
            name -> {
              JsonNode good = good(content.path("examples").path(name).path("value"));
              return Probe.around(DOCUMENT, content.path("schema"), good).stream()
                  .map(
                      probe ->
                          DynamicTest.dynamicTest(name + " " + probe, () -> send(probe, good)));
            });
  }

  @TestFactory
  Stream<DynamicTest> eachStatusIsDocumentedAndEachDocumentedOneIsAnswered() {
    return StatusTests.of(DOCUMENT, NOT_PROVOKED, AuditApiContractTest::answered);
  }

  private static Set<String> answered(Operation operation) {
    Set<String> statuses = new TreeSet<>();
    answers.forEach(
        (call, answer) -> {
          if (call.operation().id().equals(operation.id())) {
            statuses.add(Integer.toString(answer.statusCode()));
          }
        });
    ExampleCall good = ExampleCall.of(DOCUMENT, operation).get(0);
    AuditClient other =
        operation.id().equals("ReadAuditRecords")
            ? AuditClient.patientApi(STACK)
            : AuditClient.auditor(STACK);
    statuses.add(status(other, request(other, good)));
    statuses.add(altered(good, "Authorization", "Bearer none"));
    statuses.add(altered(good, "x-functions-key", "none"));
    if (good.body().isPresent()) {
      statuses.add(altered(good, "Content-Type", "text/xml"));
      AuditClient caller = caller(operation);
      statuses.add(
          status(
              caller,
              request(caller, good).POST(HttpRequest.BodyPublishers.ofString(" ".repeat(70_000)))));
    }
    return statuses;
  }

  /** By a client of its own: a refusal may end the connection while the body is on its way. */
  private static String altered(ExampleCall good, String header, String value) {
    AuditClient caller = caller(good.operation());
    return status(caller, request(caller, good).setHeader(header, value));
  }

  private static String status(AuditClient client, HttpRequest.Builder request) {
    return Integer.toString(client.send(request).statusCode());
  }

  private static HttpResponse<String> send(ExampleCall call) {
    AuditClient caller = caller(call.operation());
    return caller.send(request(caller, call));
  }

  private static HttpRequest.Builder request(AuditClient caller, ExampleCall call) {
    HttpRequest.Builder request =
        caller.request(call.path(), call.headers().toArray(String[]::new));
    call.body()
        .ifPresent(
            body ->
                request
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    return request;
  }

  private static AuditClient caller(Operation operation) {
    return operation.id().equals("ReadAuditRecords")
        ? AuditClient.auditor(STACK)
        : AuditClient.patientApi(STACK);
  }

  private static Operation operation(String id) {
    return DOCUMENT.operations().stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The example about another patient, with every member of its objects that there may be. */
  private static ObjectNode good(JsonNode example) {
    ObjectNode good = example.deepCopy();
    String patient = UUID.randomUUID().toString();
    good.put("patientId", patient).put("occurredAt", "2026-01-02T03:04:05.600Z");
    ((ObjectNode) good.path("resource")).put("id", patient);
    for (String name : List.of("requester", "correlation")) {
      DOCUMENT
          .resolve(schema("AuditEvent", name))
          .path("properties")
          .fieldNames()
          .forEachRemaining(member -> good.withObject("/" + name).put(member, "x"));
    }
    good.withObject("/correlation")
        .put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");
    if (good.has("outcome")) {
      good.withObject("/outcome").withArray("/patientIds").removeAll().add(patient);
      good.withObject("/outcome").withArray("/testIds").add(patient);
    }
    return good;
  }

  private static JsonNode schema(String name, String member) {
    JsonNode event =
        DOCUMENT.resolve(
            DOCUMENT
                .resolve(operation("CreateAuditRecord").node().path("requestBody"))
                .at("/content/application~1json/schema"));
    assertThat(event.path("properties").has(member)).as("%s has %s", name, member).isTrue();
    return event.path("properties").path(member);
  }

  /** Each as an event of its own, unless it is the event's id that is tried. */
  private static void send(Probe probe, JsonNode good) {
    ObjectNode body = probe.body().deepCopy();
    if (body.path("eventId").equals(good.path("eventId"))) {
      String fresh = UUID.randomUUID().toString();
      boolean closes =
          body.path("attemptId").equals(good.path("attemptId")) && good.has("attemptId");
      if (closes) {
        body.put("attemptId", fresh);
      }
      body.put("eventId", closes ? closing(fresh) : fresh);
    }
    HttpResponse<String> response = AuditClient.patientApi(STACK).append(body.toString());
    assertThat(response.statusCode())
        .as("%.500s", response.body())
        .isEqualTo(probe.isGood() ? 201 : 400);
  }

  /** As the document describes it. */
  private static String closing(String attemptId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("patienttests/closing/" + attemptId).getBytes(StandardCharsets.UTF_8));
      hash[6] = (byte) ((hash[6] & 0x0f) | 0x80);
      hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
      ByteBuffer bytes = ByteBuffer.wrap(hash);
      return new UUID(bytes.getLong(), bytes.getLong()).toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
