package dev.patienttests.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where audit records are kept. It can be added to and read, and nothing else. Within a chain no
 * two records have the same id, and none the same event id.
 */
interface AuditRecords {
  /** How many records a page has. */
  int PAGE = 100;

  /** How many attempts are looked at in one go: fewer, since who reconciles reads small answers. */
  int ATTEMPTS = 50;

  /**
   * Stores a record unless its id or its event id is taken in its chain.
   *
   * @return whether it was stored; if not, nothing has changed
   * @throws dev.patienttests.cosmos.UnknownOutcomeException when it may have been stored all the
   *     same
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  boolean append(AuditRecord record);

  /**
   * The record of that event.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  Optional<AuditRecord> find(String chain, String eventId);

  /**
   * The record of a chain with the highest number.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  Optional<AuditRecord> last(String chain);

  /**
   * The records of a chain after that number, in their order: at most one more than a page.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  List<AuditRecord> ofChain(String chain, long number);

  /**
   * The records that concern a patient, or that say that its data was returned, after a position
   * and recorded before {@code to}, in the order of positions: at most one more than a page.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  List<AuditRecord> ofPatient(String patientId, Position after, Instant to);

  /**
   * Attempts that announce a write, of agents of this application, after a position and recorded
   * before {@code to}, in the order of positions: at most {@link #ATTEMPTS}.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  List<AuditRecord> writeAttempts(String applicationId, Position after, Instant to);

  /**
   * Those of the events that are recorded.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  Set<String> recorded(Collection<String> eventIds);
}
