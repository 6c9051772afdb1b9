package dev.patienttests.audit;

import dev.patienttests.audit.AuditRecord.Agent;
import dev.patienttests.audit.AuditService.Outcome;
import dev.patienttests.cosmos.UnknownOutcomeException;
import dev.patienttests.http.UnavailableException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Adds to one chain. Callers of this process take turns, and the chain's tip is remembered between
 * them; another process may be faster, which the store tells by refusing a number that is taken.
 */
final class AuditChain {
  /** How often another process may be faster before a caller is told to come back. */
  static final int MOST_TRIES = 8;

  private static final int LONGEST_WAIT_SECONDS = 5;
  private static final String BUSY = "The audit is too busy; try again.";

  private final String name;
  private final AuditRecords records;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock(true);

  /** The last record, when it is known for sure; guarded by the turn. */
  private Optional<ChainTip> tip = Optional.empty();

  AuditChain(String name, AuditRecords records, InstantSource clock) {
    this.name = name;
    this.records = records;
    this.clock = clock;
  }

  /**
   * Adds an event, unless it is there already.
   *
   * @throws UnavailableException when it is not known to be recorded; then it may be all the same
   */
  Outcome append(AuditEvent event, Agent agent) {
    takeTurn();
    try {
      for (int i = 0; i < MOST_TRIES; i++) {
        Optional<Outcome> outcome = tryOnce(event, agent);
        if (outcome.isPresent()) {
          return outcome.get();
        }
      }
      throw new UnavailableException(BUSY);
    } finally {
      turn.unlock();
    }
  }

  /** Empty when another process took the number. */
  private Optional<Outcome> tryOnce(AuditEvent event, Agent agent) {
    ChainTip last = tip.orElseGet(this::readTip);
    AuditRecord next = AuditRecord.after(last, clock.instant(), agent, event);
    tip = Optional.empty(); // until it is known what the store did
    if (isStored(next)) {
      tip = Optional.of(next.tip());
      return Optional.of(new Outcome.Recorded(next));
    }
    // The store does not say whether the number or the event was there, so the event is looked for.
    Optional<AuditRecord> first = records.find(name, event.eventId());
    if (first.isPresent() && first.get().number() <= last.number()) {
      tip = Optional.of(last);
    }
    return first.map(
        found ->
            found.tells(event, agent) ? new Outcome.Repeated(found) : new Outcome.Contradicted());
  }

  /** Whether the store took it; when it gave no answer, whether it is there. */
  private boolean isStored(AuditRecord next) {
    try {
      return records.append(next);
    } catch (UnknownOutcomeException e) {
      AuditRecord found = records.find(name, next.eventId()).orElseThrow(() -> e);
      return found.isSame(next);
    }
  }

  private ChainTip readTip() {
    return records.last(name).map(AuditRecord::tip).orElse(ChainTip.beforeFirst(name));
  }

  private void takeTurn() {
    try {
      if (!turn.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new UnavailableException(BUSY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(BUSY, e);
    }
  }
}
