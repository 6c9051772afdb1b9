package dev.patienttests.patient;

import dev.patienttests.http.ProblemException;
import java.time.Instant;
import java.util.Optional;

/** Which version a client has in mind that wants to replace it. */
sealed interface KnownVersion {
  /** Whether it is that one which is stored. */
  boolean is(Stored<Patient> stored);

  /** What the client is told when it is not. */
  ProblemException outdated();

  /** Told by {@code If-Match}. */
  record ByTag(EntityTags tags) implements KnownVersion {
    @Override
    public boolean is(Stored<Patient> stored) {
      return tags.matchesStrongly(stored.etag());
    }

    @Override
    public ProblemException outdated() {
      return new ProblemException(
          412, "The patient is no longer of the version that If-Match names.");
    }
  }

  /** Told by sending back what was loaded. */
  record ByTime(Instant lastUpdated) implements KnownVersion {
    @Override
    public boolean is(Stored<Patient> stored) {
      return stored.value().lastUpdated().equals(lastUpdated);
    }

    @Override
    public ProblemException outdated() {
      return ProblemException.conflict(
          "The patient has been changed since the time that lastUpdated names.");
    }
  }

  /**
   * What a request says; {@code If-Match} counts before {@code lastUpdated}.
   *
   * @param ifMatch what the header holds, if it was sent
   * @throws ProblemException 428 when it names no version
   */
  static KnownVersion of(Optional<EntityTags> ifMatch, Optional<Instant> lastUpdated) {
    if (ifMatch.isPresent() && !ifMatch.get().any()) {
      return new ByTag(ifMatch.get());
    }
    return lastUpdated
        .filter(time -> ifMatch.isEmpty())
        .map(ByTime::new)
        .orElseThrow(
            () ->
                new ProblemException(
                    428,
                    "Say which version is to be replaced: If-Match with the ETag of a load, or the"
                        + " lastUpdated that was loaded."));
  }
}
