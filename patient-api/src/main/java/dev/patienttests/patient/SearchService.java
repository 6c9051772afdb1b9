package dev.patienttests.patient;

import dev.patienttests.http.ProblemException;
import dev.patienttests.patient.AuditEvent.Code;
import dev.patienttests.patient.AuditEvent.Outcome;
import dev.patienttests.patient.AuditEvent.Query;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Searches for patients. An attempt is on record before the store is asked, and which patients will
 * be shown before they are shown.
 */
final class SearchService {
  private final Audit audit;
  private final Documents<Patient> patients;
  private final AppKey hashKey;
  private final Continuations continuations;

  /**
   * @param hashKey for the hash of a search in the audit
   */
  SearchService(
      Audit audit, Documents<Patient> patients, AppKey hashKey, Continuations continuations) {
    this.audit = audit;
    this.patients = patients;
    this.hashKey = hashKey;
    this.continuations = continuations;
  }

  /**
   * One page of the patients that match all criteria.
   *
   * @param token of the answer with the page before; empty for the first page
   * @throws ProblemException 404 when there are none, 400 for a token that is not of this search
   * @throws dev.patienttests.http.UnavailableException when the audit or the store is away
   */
  Page<Patient> search(SearchCriteria criteria, Optional<String> token, RequestOrigin origin) {
    Continuations.Request request =
        new Continuations.Request(Operation.SEARCH_PATIENT, origin.scope(), criteria.canonical());
    String after = token.map(text -> continuations.position(request, text)).orElse("");
    Attempt attempt =
        audit.attempt(
            Operation.SEARCH_PATIENT, Target.none(), Optional.of(query(criteria)), origin);
    List<Stored<Patient>> found =
        audit.storing(attempt, () -> patients.query(criteria.query(after)));
    Page<Patient> page = Page.of(found, patient -> continuations.token(request, patient.id()));
    if (page.items().isEmpty()) {
      audit.end(attempt, Outcome.of(Code.NOT_FOUND));
      throw ProblemException.notFound("No patient matches.");
    }
    List<String> ids = page.items().stream().map(stored -> stored.value().id()).toList();
    audit.end(attempt, new Outcome(Code.SUCCESS, ids, List.of()));
    return page;
  }

  private Query query(SearchCriteria criteria) {
    byte[] hash = hashKey.hash(criteria.canonical().toArray(String[]::new));
    return new Query(criteria.fields(), HexFormat.of().formatHex(hash));
  }
}
