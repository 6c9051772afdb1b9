package dev.patienttests.patient;

import dev.patienttests.http.UnavailableException;
import dev.patienttests.patient.AuditEvent.Code;
import dev.patienttests.patient.AuditEvent.Kind;
import dev.patienttests.patient.AuditEvent.Outcome;
import dev.patienttests.patient.AuditEvent.Query;
import dev.patienttests.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The order that every operation keeps: an attempt is on record before the store is touched, and
 * how it ended is recorded before an answer that depends on it.
 */
final class Audit {
  /** Most attempts that a document carries. */
  static final int MOST_CARRIED = 8;

  private final AuditTrail trail;
  private final AuditTrail hurried;
  private final Supplier<UUID> eventIds;
  private final LongSupplier ticker;
  private final ConfirmedAttempts confirmed = new ConfirmedAttempts();

  /**
   * @param trail for what must be on record
   * @param hurried the same with a short deadline, for what is only better on record
   * @param ticker measures how long an attempt is good
   */
  Audit(AuditTrail trail, AuditTrail hurried, Supplier<UUID> eventIds, LongSupplier ticker) {
    this.trail = trail;
    this.hurried = hurried;
    this.eventIds = eventIds;
    this.ticker = ticker;
  }

  /**
   * Records that something is about to be done.
   *
   * @throws UnavailableException when that is not confirmed; then the store must not be touched
   */
  Attempt attempt(Operation operation, Target target, RequestOrigin origin) {
    return attempt(operation, target, Optional.empty(), origin);
  }

  /** The same for a search. */
  Attempt attempt(Operation operation, Target target, Optional<Query> query, RequestOrigin origin) {
    Attempt attempt =
        new Attempt(
            eventIds.get().toString(), operation, target, origin, ticker.getAsLong(), ticker);
    trail.record(AuditEvent.attempt(attempt.eventId(), operation, target, query, origin));
    return attempt;
  }

  /**
   * Does something to the store. When the store did nothing, that is recorded, best effort; when it
   * may have done it, the attempt stays open.
   */
  <T> T storing(Attempt attempt, Supplier<T> operation) {
    try {
      return operation.get();
    } catch (UnknownWriteException open) {
      throw open;
    } catch (UnavailableException failed) {
      tryTo(() -> hurried.close(ended(attempt, Outcome.of(Code.FAILED))));
      throw failed;
    }
  }

  /**
   * Records that a write is stored, best effort: the document proves it, too, and reconciliation
   * will find it.
   */
  void succeeded(Attempt attempt) {
    tryTo(
        () -> {
          hurried.close(ended(attempt, Outcome.of(Code.SUCCESS)));
          confirmed.add(attempt.eventId());
        });
  }

  /**
   * Records how an attempt ended, before the caller learns of it.
   *
   * @throws UnavailableException when that is not confirmed
   */
  void end(Attempt attempt, Outcome outcome) {
    trail.record(ended(attempt, outcome));
  }

  /**
   * Records that an attempt was a repeat, before the caller gets the first one's result.
   *
   * @throws UnavailableException when that is not confirmed
   */
  void replayed(Attempt attempt) {
    trail.record(closing(attempt, Kind.REPLAYED, Optional.empty()));
  }

  /** Records that a caller was refused, best effort. */
  void denied(Operation operation, Target target, RequestOrigin origin) {
    tryTo(
        () ->
            hurried.record(
                AuditEvent.denied(eventIds.get().toString(), operation, target, origin)));
  }

  /**
   * The attempts that a new version of a document has to carry: its own, and those of earlier
   * versions whose outcome may be missing. When there are too many, their outcome is recorded
   * first; that they are in the document proves that they succeeded.
   *
   * @param earlier what the version that is replaced carries
   * @throws UnavailableException when there are too many and the audit does not confirm them
   */
  List<String> carried(List<String> earlier, Attempt attempt) {
    List<String> open = new ArrayList<>(earlier);
    open.removeIf(confirmed::contains);
    if (open.size() >= MOST_CARRIED) {
      open.forEach(id -> confirm(id, attempt));
      open.clear();
    }
    open.add(attempt.eventId());
    return List.copyOf(open);
  }

  private void confirm(String attemptId, Attempt by) {
    trail.close(
        AuditEvent.closing(
            attemptId,
            Kind.OUTCOME,
            by.operation(),
            by.target(),
            Optional.of(Outcome.of(Code.SUCCESS)),
            by.origin().withoutRequester()));
    confirmed.add(attemptId);
  }

  private static AuditEvent ended(Attempt attempt, Outcome outcome) {
    return closing(attempt, Kind.OUTCOME, Optional.of(outcome));
  }

  private static AuditEvent closing(Attempt attempt, Kind kind, Optional<Outcome> outcome) {
    return AuditEvent.closing(
        attempt.eventId(), kind, attempt.operation(), attempt.target(), outcome, attempt.origin());
  }

  private static void tryTo(Runnable recording) {
    try {
      recording.run();
    } catch (UnavailableException | SettingsException notRecorded) {
      // Best effort: whoever calls this has another proof, or answers 503 or 403 anyway.
    }
  }
}
