package dev.patienttests.local.stack.killrun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.audit.AuditVerifier;
import dev.patienttests.local.audit.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what clients were told against what the stores hold: no acknowledged operation without its
 * record, no stored document without its attempt, no data shown without a record, and chains that
 * verify.
 */
final class TrailChecker {
  private final Map<String, JsonNode> patients = new HashMap<>();
  private final Map<String, JsonNode> tests = new HashMap<>();
  private final List<JsonNode> records;
  private final Map<String, JsonNode> attempts = new HashMap<>();
  private final Map<String, JsonNode> closings = new HashMap<>();
  private final Map<String, JsonNode> attemptsByTrace = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  /**
   * A checker of what the stores hold.
   *
   * @param patients all documents of patients
   * @param tests all documents of tests
   * @param records all records of the audit
   */
  TrailChecker(List<JsonNode> patients, List<JsonNode> tests, List<JsonNode> records) {
    patients.forEach(each -> this.patients.put(id(each), each));
    tests.forEach(each -> this.tests.put(id(each), each));
    this.records = records;
    for (JsonNode record : records) {
      if (record.path("kind").asText().equals("attempt")) {
        attempts.put(record.path("eventId").asText(), record);
        attemptsByTrace.put(traceOf(record), record);
      } else if (record.has("attemptId")) {
        closings.put(record.path("attemptId").asText(), record);
      }
    }
  }

  /** Everything that is not as it should be, in words; empty when all is well. */
  List<String> check(Collection<Acknowledged> acknowledged) {
    checkChains();
    acknowledged.forEach(this::checkAcknowledged);
    checkKeys(acknowledged);
    patients.values().forEach(document -> checkDocument("patient", document));
    tests.values().forEach(document -> checkDocument("test", document));
    return List.copyOf(violations);
  }

  private void checkChains() {
    List<String> lines =
        records.stream()
            .sorted(Comparator.comparing(TrailChecker::id))
            .map(JsonNode::toString)
            .toList();
    Verdict verdict = new AuditVerifier(List.of()).verify(lines::stream, Optional.empty());
    require(verdict instanceof Verdict.Intact, "the chains do not verify: " + verdict);
  }

  private void checkAcknowledged(Acknowledged done) {
    Optional<JsonNode> found = Optional.ofNullable(attemptsByTrace.get(done.traceId()));
    if (found.isEmpty()
        || !found.get().at("/resource/operation").asText().equals(done.operation())) {
      violations.add("acknowledged without an attempt: " + done);
      return;
    }
    if (done.isWrite()) {
      checkWritten(done, found.get());
    } else {
      checkShown(done, found.get());
    }
  }

  private void checkWritten(Acknowledged done, JsonNode attempt) {
    boolean isTest = done.operation().equals("CreateTest");
    String id = isTest ? done.testIds().get(0) : done.patientIds().get(0);
    Optional<JsonNode> document = Optional.ofNullable((isTest ? tests : patients).get(id));
    if (document.isEmpty()) {
      violations.add("acknowledged and not stored: " + done);
      return;
    }
    require(attempt.at("/resource/id").asText().equals(id), "attempt about another one: " + done);
    JsonNode closing = closings.getOrDefault(attempt.path("eventId").asText(), attempt);
    boolean proved =
        carries(document.get(), attempt)
            || closing.path("kind").asText().equals("replayed")
            || closing.at("/outcome/code").asText().equals("success");
    require(proved, "stored, and neither document nor record prove it: " + done);
    done.version()
        .ifPresent(
            version ->
                require(
                    document.get().path("lastUpdated").asText().compareTo(version) >= 0,
                    "an older version is stored than was acknowledged: " + done));
  }

  private void checkShown(Acknowledged done, JsonNode attempt) {
    Set<String> recorded = new HashSet<>();
    recorded.add(attempt.path("patientId").asText());
    recorded.add(attempt.at("/resource/id").asText());
    Optional.ofNullable(closings.get(attempt.path("eventId").asText()))
        .ifPresent(
            outcome -> {
              outcome.at("/outcome/patientIds").forEach(each -> recorded.add(each.asText()));
              outcome.at("/outcome/testIds").forEach(each -> recorded.add(each.asText()));
            });
    require(recorded.containsAll(done.patientIds()), "patients shown without a record: " + done);
    require(recorded.containsAll(done.testIds()), "tests shown without a record: " + done);
  }

  /** A key stands for one document, however often it was sent and whatever died meanwhile. */
  private void checkKeys(Collection<Acknowledged> acknowledged) {
    Map<String, String> ids = new HashMap<>();
    for (Acknowledged done : acknowledged) {
      done.key()
          .ifPresent(
              key -> {
                String id = done.patientIds().get(0);
                require(ids.merge(key, id, (first, next) -> first).equals(id), "two for " + key);
              });
    }
    Map<String, String> stored = new HashMap<>();
    for (JsonNode patient : patients.values()) {
      String name = patient.path("fullName").asText();
      if (name.startsWith("run-")) {
        require(stored.put(name, id(patient)) == null, "stored twice for the key " + name);
      }
    }
  }

  private void checkDocument(String kind, JsonNode document) {
    require(!document.path("attempts").isEmpty(), kind + " without attempts: " + id(document));
    for (JsonNode eventId : document.path("attempts")) {
      JsonNode attempt = attempts.get(eventId.asText());
      require(
          attempt != null && attempt.at("/resource/id").asText().equals(id(document)),
          kind + " " + id(document) + " carries an attempt that is not on record");
    }
    boolean announced =
        attempts.values().stream()
            .anyMatch(
                attempt ->
                    attempt.path("action").asText().equals("create")
                        && attempt.at("/resource/id").asText().equals(id(document)));
    require(announced, kind + " that no attempt announced: " + id(document));
  }

  private static boolean carries(JsonNode document, JsonNode attempt) {
    for (JsonNode eventId : document.path("attempts")) {
      if (eventId.equals(attempt.path("eventId"))) {
        return true;
      }
    }
    return false;
  }

  private static String traceOf(JsonNode record) {
    String[] parts = record.at("/correlation/traceparent").asText().split("-", -1);
    return parts.length > 1 ? parts[1] : "";
  }

  private static String id(JsonNode document) {
    return document.path("id").asText();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }
}
