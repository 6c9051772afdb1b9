package dev.patienttests.local.stack.killrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.stack.e2e.ClinicClient;
import dev.patienttests.local.stack.e2e.Trace;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A client that does all operations in turn, by chance, on patients of its own. When it is not told
 * that one was done, it waits a little, as a good client does, and goes on; a creation with a key
 * is repeated until it is done.
 */
final class MixedClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final String PATIENT =
      """
      {"firstName":"Kill","lastName":"Run%d","fullName":"%s","gender":"other",
       "dateOfBirth":"1990","postCode":"1000"}""";

  private final int number;
  private final Random random;
  private final ClinicClient clinic;
  private final OperationLog log;
  private final List<ObjectNode> patients = new ArrayList<>();
  private final List<JsonNode> tests = new ArrayList<>();
  private Optional<String> repeat = Optional.empty();
  private int keys;

  MixedClient(int number, long seed, ClinicClient clinic, OperationLog log) {
    this.number = number;
    this.random = new Random(seed);
    this.clinic = clinic;
    this.log = log;
  }

  /** Does one operation, or tries to. */
  void next() {
    int chance = random.nextInt(100);
    if (repeat.isPresent() || patients.isEmpty() || chance < 25) {
      create();
    } else if (chance < 40) {
      load();
    } else if (chance < 60) {
      update();
    } else if (chance < 70) {
      search();
    } else if (chance < 85 || tests.isEmpty()) {
      createTest();
    } else if (chance < 90) {
      loadTest();
    } else {
      loadTests();
    }
  }

  /** Every other creation has a key; one that was not acknowledged is sent again. */
  private void create() {
    Optional<String> key =
        repeat.isPresent() || random.nextBoolean()
            ? Optional.of(repeat.orElseGet(() -> "run-%d-%d".formatted(number, keys++)))
            : Optional.empty();
    repeat = key;
    String body = PATIENT.formatted(number, key.orElse("none"));
    call(
            201,
            trace ->
                key.map(k -> clinic.create(body, with(trace, "Idempotency-Key", k)))
                    .orElseGet(() -> clinic.create(body, trace.header())))
        .ifPresent(
            answer -> {
              ObjectNode created = (ObjectNode) answer.body();
              patients.add(created);
              repeat = Optional.empty();
              log.acknowledge(answer.wrote("CreatePatient", created, key));
            });
  }

  private void load() {
    int at = random.nextInt(patients.size());
    call(200, trace -> clinic.load(id(patients.get(at)), trace.header()))
        .ifPresent(
            answer -> {
              patients.set(at, (ObjectNode) answer.body());
              log.acknowledge(answer.showed("LoadPatient", ids(answer.body()), List.of()));
            });
  }

  private void update() {
    int at = random.nextInt(patients.size());
    ObjectNode next =
        patients.get(at).deepCopy().put("postCode", "%04d".formatted(random.nextInt(10_000)));
    call(200, trace -> clinic.update(id(next), next.toString(), trace.header()))
        .ifPresentOrElse(
            answer -> {
              patients.set(at, (ObjectNode) answer.body());
              log.acknowledge(answer.wrote("UpdatePatient", answer.body(), Optional.empty()));
            },
            // It may have been done all the same: look, before the next try.
            this::load);
  }

  private void search() {
    call(200, trace -> clinic.search("{\"lastName\":\"run%d\"}".formatted(number), trace.header()))
        .ifPresent(
            answer ->
                log.acknowledge(answer.showed("SearchPatient", ids(answer.body()), List.of())));
  }

  private void createTest() {
    String patientId = id(patients.get(random.nextInt(patients.size())));
    call(201, trace -> clinic.createTest(patientId, ClinicClient.BLOOD_TEST, trace.header()))
        .ifPresent(
            answer -> {
              tests.add(answer.body());
              log.acknowledge(answer.wroteTest(patientId));
            });
  }

  private void loadTest() {
    JsonNode test = tests.get(random.nextInt(tests.size()));
    String patientId = test.path("patientId").asText();
    call(200, trace -> clinic.loadTest(patientId, id(test), trace.header()))
        .ifPresent(
            answer ->
                log.acknowledge(answer.showed("LoadTest", List.of(patientId), ids(answer.body()))));
  }

  private void loadTests() {
    if (tests.isEmpty()) {
      return;
    }
    String patientId = tests.get(random.nextInt(tests.size())).path("patientId").asText();
    call(200, trace -> clinic.loadTests(patientId, trace.header()))
        .ifPresent(
            answer ->
                log.acknowledge(
                    answer.showed("LoadTests", List.of(patientId), ids(answer.body()))));
  }

  /** What was answered, if it is what a client takes for done. */
  private Optional<Answer> call(int wanted, Function<Trace, HttpResponse<String>> operation) {
    Trace trace = Trace.begin(random);
    try {
      HttpResponse<String> response = operation.apply(trace);
      if (response.statusCode() == wanted) {
        return Optional.of(new Answer(trace, JSON.readTree(response.body())));
      }
    } catch (IllegalStateException noAnswer) {
      // The gateway, or the connection to it, is gone: the client does not know more.
    } catch (JsonProcessingException e) {
      throw new AssertionError("a whole answer is no JSON", e);
    }
    log.fail();
    LockSupport.parkNanos(PAUSE.toNanos());
    return Optional.empty();
  }

  private static String[] with(Trace trace, String name, String value) {
    return new String[] {trace.header()[0], trace.header()[1], name, value};
  }

  private static String id(JsonNode document) {
    return document.path("id").asText();
  }

  private static List<String> ids(JsonNode body) {
    if (body.isObject()) {
      return List.of(id(body));
    }
    List<String> ids = new ArrayList<>();
    body.forEach(each -> ids.add(id(each)));
    return ids;
  }

  /** An answer that says that something was done. */
  private record Answer(Trace trace, JsonNode body) {
    Acknowledged wrote(String operation, JsonNode patient, Optional<String> key) {
      Optional<String> version = Optional.of(patient.path("lastUpdated").asText());
      return new Acknowledged(
          operation, trace.id(), List.of(MixedClient.id(patient)), List.of(), version, key);
    }

    Acknowledged wroteTest(String patientId) {
      return new Acknowledged(
          "CreateTest",
          trace.id(),
          List.of(patientId),
          List.of(MixedClient.id(body)),
          Optional.empty(),
          Optional.empty());
    }

    Acknowledged showed(String operation, List<String> patientIds, List<String> testIds) {
      return new Acknowledged(
          operation, trace.id(), patientIds, testIds, Optional.empty(), Optional.empty());
    }
  }
}
