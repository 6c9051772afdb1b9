package dev.patienttests.audit;

import dev.patienttests.http.UnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Seals the audit: signs how far each chain reaches and puts that where it cannot be changed. */
final class Sealer {
  /** How often another process may be faster. */
  static final int MOST_TRIES = 8;

  private static final String UNKNOWN_VERSION = "";

  private final AuditRecords records;
  private final Seals seals;
  private final SealKey key;
  private final InstantSource clock;

  /** The newest seal that is known; guarded by this. */
  private Optional<Seal> newest = Optional.empty();

  Sealer(AuditRecords records, Seals seals, SealKey key, InstantSource clock) {
    this.records = records;
    this.seals = seals;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Adds a seal.
   *
   * @return its number
   * @throws UnavailableException when something that it needs is away
   */
  synchronized long seal() {
    for (int i = 0; i < MOST_TRIES; i++) {
      newest = findNewest(newest);
      // Read after the newest seal was: what that one covers is there.
      List<ChainTip> tips = Chains.names().stream().flatMap(this::tip).toList();
      Seal draft =
          Seal.after(
              newest, clock.instant(), tips, newest.map(Seal::keyId).orElse(UNKNOWN_VERSION));
      if (signAndAdd(draft)) {
        return draft.number();
      }
    }
    throw new UnavailableException("Others are sealing all the time.");
  }

  /**
   * The newest seal. Since numbers have no gap, steps are doubled while a seal is there and halved
   * from the first that is not: one question when nothing has happened, a few dozen after a start.
   */
  private Optional<Seal> findNewest(Optional<Seal> known) {
    Optional<Seal> found = known;
    boolean growing = true;
    for (long step = 1; step > 0; step = growing ? step * 2 : step / 2) {
      Optional<Seal> further = seals.find(found.map(Seal::number).orElse(0L) + step);
      if (further.isPresent()) {
        found = further;
      } else {
        growing = false;
      }
    }
    return found;
  }

  /**
   * The last record of a chain, and never one before the last that is sealed: a replica of the
   * store that lags must not make a chain look shorter, and a chain that was cut stays sealed as it
   * was.
   */
  private Stream<ChainTip> tip(String chain) {
    Optional<ChainTip> sealed = newest.flatMap(seal -> seal.tip(chain));
    Optional<ChainTip> stored = records.last(chain).map(AuditRecord::tip);
    boolean grown =
        stored.isPresent() && stored.get().number() > sealed.map(ChainTip::number).orElse(0L);
    return (grown ? stored : sealed).stream();
  }

  /**
   * The seal names the version of the key that signs it, which only a signature tells. When it was
   * another version than expected, the seal is signed again with the right name in it.
   */
  private boolean signAndAdd(Seal draft) {
    SealKey.Signature signature = key.sign(draft.digest());
    Seal seal = draft;
    if (!signature.keyId().equals(draft.keyId())) {
      seal = draft.withKey(signature.keyId());
      signature = key.sign(seal.digest());
    }
    if (!signature.keyId().equals(seal.keyId())) {
      throw new UnavailableException("The key is being rotated.");
    }
    if (!seals.add(seal.number(), seal.signed(signature.value()))) {
      return false;
    }
    newest = Optional.of(seal);
    return true;
  }
}
