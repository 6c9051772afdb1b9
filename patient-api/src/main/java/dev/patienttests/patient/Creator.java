package dev.patienttests.patient;

import dev.patienttests.http.ProblemException;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.ids.Uuids;
import dev.patienttests.patient.AuditEvent.Code;
import dev.patienttests.patient.AuditEvent.Outcome;
import dev.patienttests.patient.Documents.Creation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Creates what a request asks for, once, however often the request is made.
 *
 * <p>The id of what a request with an {@code Idempotency-Key} creates follows from the key, so that
 * the store itself refuses a second one, on whatever instance and however late: a key is used up
 * for good.
 *
 * @param <T> what is created
 */
final class Creator<T> {
  /** How long a repeat gets the first one's result. */
  static final Duration REPEATABLE = Duration.ofHours(24);

  private final Audit audit;
  private final Documents<T> documents;
  private final AppKey key;
  private final Supplier<UUID> ids;
  private final InstantSource clock;

  /**
   * @param key for ids and hashes of requests that may be repeated
   * @param ids for all others
   */
  Creator(
      Audit audit, Documents<T> documents, AppKey key, Supplier<UUID> ids, InstantSource clock) {
    this.audit = audit;
    this.documents = documents;
    this.key = key;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What is going to be created.
   *
   * @param id its id, a UUID in lower case
   * @param at now
   * @param request kept with it when the request may be repeated
   */
  record Plan(String id, Instant at, Optional<WriteProof.Request> request) {}

  /**
   * Plans what a request creates. Nothing is contacted.
   *
   * @param patientId whose test it is
   * @param content what the client said, in one form only
   */
  Plan plan(
      Operation operation,
      Optional<String> patientId,
      Optional<IdempotencyKey> named,
      String content,
      RequestOrigin origin) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (named.isEmpty()) {
      return new Plan(ids.get().toString(), now, Optional.empty());
    }
    byte[] id =
        key.hash(
            "id", origin.scope(), operation.auditName(), patientId.orElse(""), named.get().text());
    String hash = HexFormat.of().formatHex(key.hash("request", operation.auditName(), content));
    return new Plan(Uuids.version8(id), now, Optional.of(new WriteProof.Request(hash, now)));
  }

  /**
   * Stores it, or finds what the same request has created before.
   *
   * @throws ProblemException 422 when its key has been used for another request, or too long ago
   * @throws UnavailableException when the audit or the store is away
   */
  Stored<T> create(T value, Plan plan, Attempt attempt) {
    Draft<T> draft = new Draft<>(value, new WriteProof(List.of(attempt.eventId()), plan.request()));
    Creation<T> creation = audit.storing(attempt, () -> documents.create(draft, attempt));
    if (creation instanceof Creation.Created<T> created) {
      audit.succeeded(attempt);
      return created.stored();
    }
    Stored<T> earlier = ((Creation.Taken<T>) creation).earlier();
    if (plan.request().isEmpty()) {
      audit.end(attempt, Outcome.of(Code.CONFLICT));
      throw new UnavailableException("The id that was drawn is taken; nothing was stored.");
    }
    if (!isRepeat(plan.request().get(), earlier)) {
      audit.end(attempt, Outcome.of(Code.CONFLICT));
      throw new ProblemException(
          422,
          "The Idempotency-Key has been used for a request with other content, or more than"
              + " 24 hours ago.");
    }
    audit.replayed(attempt);
    return earlier;
  }

  private static boolean isRepeat(WriteProof.Request request, Stored<?> earlier) {
    return earlier
        .proof()
        .request()
        .filter(first -> first.hash().equals(request.hash()))
        .filter(first -> !request.at().isAfter(first.at().plus(REPEATABLE)))
        .isPresent();
  }
}
