package dev.patienttests.audit;

import dev.patienttests.audit.AuditRecord.Agent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the attempts of a caller that announced a write and that nothing has closed. */
final class OpenAttempts {
  /**
   * How long an attempt may take before it counts as open. No write begins later than 60 s after
   * its attempt, so what is older than this has ended, one way or the other; and no record of that
   * time is still on its way.
   */
  static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(5);

  private final AuditRecords records;
  private final InstantSource clock;

  OpenAttempts(AuditRecords records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  /**
   * Open attempts.
   *
   * @param attempts in the order of time
   * @param through everything before this time has been looked at
   * @param more whether there is more to look at, from {@code through} on
   */
  record Found(List<AuditRecord> attempts, Instant through, boolean more) {
    /** Copies the list. */
    Found {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * The open attempts of this agent from that time on.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  Found from(Instant from, Agent agent) {
    Instant until = clock.instant().minus(LONGEST_ATTEMPT).truncatedTo(ChronoUnit.MILLIS);
    if (!from.isBefore(until)) {
      return new Found(List.of(), from, false);
    }
    List<AuditRecord> seen = new ArrayList<>();
    Position after = Position.before(from);
    List<AuditRecord> page;
    do {
      page = records.writeAttempts(agent.applicationId(), after, until);
      seen.addAll(page);
      after = page.isEmpty() ? after : Position.of(page.get(page.size() - 1));
      // Goes on while all are of one time, since "through" would not get beyond it.
    } while (page.size() == AuditRecords.ATTEMPTS && after.time().equals(first(seen)));
    boolean more = page.size() == AuditRecords.ATTEMPTS;
    Instant through = more ? after.time() : until;
    return new Found(open(seen, through, agent), through, more);
  }

  private static Instant first(List<AuditRecord> records) {
    return Position.of(records.get(0)).time();
  }

  private List<AuditRecord> open(List<AuditRecord> seen, Instant through, Agent agent) {
    List<AuditRecord> own =
        seen.stream()
            .filter(attempt -> Position.of(attempt).time().isBefore(through))
            .filter(attempt -> attempt.isOf(agent))
            .toList();
    if (own.isEmpty()) {
      return own;
    }
    Set<String> closed = records.recorded(own.stream().map(OpenAttempts::closing).toList());
    return own.stream().filter(attempt -> !closed.contains(closing(attempt))).toList();
  }

  private static String closing(AuditRecord attempt) {
    return DerivedIds.closing(attempt.eventId());
  }
}
