package dev.patienttests.patient;

import dev.patienttests.http.ProblemException;
import dev.patienttests.patient.AuditEvent.Code;
import dev.patienttests.patient.AuditEvent.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tests of patients; the same order as for patients. Every method throws a {@link
 * dev.patienttests.http.UnavailableException} when the audit or the store is away.
 */
final class TestService {
  private static final String TESTS =
      "SELECT TOP " + Page.LOOK_AHEAD + " * FROM c WHERE c.id > @after ORDER BY c.id";

  private final Audit audit;
  private final Documents<Patient> patients;
  private final Documents<MedicalTest> tests;
  private final Creator<MedicalTest> creator;
  private final Continuations continuations;

  TestService(
      Audit audit,
      Documents<Patient> patients,
      Documents<MedicalTest> tests,
      Creator<MedicalTest> creator,
      Continuations continuations) {
    this.audit = audit;
    this.patients = patients;
    this.tests = tests;
    this.creator = creator;
    this.continuations = continuations;
  }

  /**
   * Stores a new test, or finds the one that the same request has created before.
   *
   * @param patientId canonical UUID in lower case
   * @throws ProblemException 404 when there is no such patient; 422 when the key has been used for
   *     another request, or too long ago
   */
  Stored<MedicalTest> create(
      String patientId, NewTest details, Optional<IdempotencyKey> key, RequestOrigin origin) {
    Creator.Plan plan =
        creator.plan(
            Operation.CREATE_TEST,
            Optional.of(patientId),
            key,
            TestJson.details(details).toString(),
            origin);
    Attempt attempt =
        audit.attempt(Operation.CREATE_TEST, Target.test(patientId, plan.id()), origin);
    boolean known =
        audit.storing(attempt, () -> patients.find(DocumentKey.patient(patientId))).isPresent();
    if (!known) {
      audit.end(attempt, Outcome.of(Code.NOT_FOUND));
      throw ProblemException.notFound("There is no such patient.");
    }
    return creator.create(new MedicalTest(plan.id(), patientId, plan.at(), details), plan, attempt);
  }

  /**
   * Loads one test of a patient.
   *
   * @param patientId canonical UUID in lower case
   * @param testId canonical UUID in lower case
   */
  Optional<Stored<MedicalTest>> load(String patientId, String testId, RequestOrigin origin) {
    var unused = audit.attempt(Operation.LOAD_TEST, Target.test(patientId, testId), origin);
    return tests.find(DocumentKey.test(patientId, testId));
  }

  /**
   * One page of a patient's tests, in the order of their ids.
   *
   * @param patientId canonical UUID in lower case
   * @param token of the answer with the page before; empty for the first page
   * @throws ProblemException 404 when there are none, 400 for a token that is not of this list
   */
  Page<MedicalTest> list(String patientId, Optional<String> token, RequestOrigin origin) {
    Continuations.Request request =
        new Continuations.Request(Operation.LOAD_TESTS, origin.scope(), List.of(patientId));
    String after = token.map(text -> continuations.position(request, text)).orElse("");
    Attempt attempt =
        audit.attempt(Operation.LOAD_TESTS, Target.testsOf(Optional.of(patientId)), origin);
    StoreQuery query = new StoreQuery(TESTS, Map.of("@after", after), Optional.of(patientId));
    List<Stored<MedicalTest>> found = audit.storing(attempt, () -> tests.query(query));
    Page<MedicalTest> page = Page.of(found, test -> continuations.token(request, test.id()));
    if (page.items().isEmpty()) {
      audit.end(attempt, Outcome.of(Code.NOT_FOUND));
      throw ProblemException.notFound("There are no tests.");
    }
    List<String> ids = page.items().stream().map(stored -> stored.value().id()).toList();
    audit.end(attempt, new Outcome(Code.SUCCESS, List.of(), ids));
    return page;
  }
}
