package dev.patienttests.local.audit;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the records of one chain, one after the other.
 *
 * <p>Where a record does not carry the hash of the one before it, either of the two may be the one
 * that was changed. A seal tells, or else the record after both of them: it knows the second by its
 * hash. So a doubt is kept until then.
 */
final class RecordChain {
  private final String chain;
  private final SealedTips tips;
  private final Set<String> eventIds = new HashSet<>();
  private long number;
  private String hash = Hashes.NONE;
  private boolean inDoubt;

  RecordChain(String chain, SealedTips tips) {
    this.chain = chain;
    this.tips = tips;
  }

  /** How many records there were. */
  long length() {
    return number;
  }

  /** How many of them no seal covers. */
  long unsealed() {
    return number - tips.last(chain).map(SealedTip::number).orElse(0L);
  }

  /**
   * Checks the next record.
   *
   * @throws BrokenTrailException when it, or one before it, is bad
   */
  void accept(AuditedRecord record) {
    requirePlace(record);
    String recordHash = record.hash();
    boolean linked = record.previousHash().equals(hash);
    if (inDoubt) {
      throw linked ? changed(number - 1) : changed(number);
    }
    Optional<SealedTip> sealed = tips.at(chain, record.number());
    boolean asSealed = sealed.filter(tip -> tip.hash().equals(recordHash)).isPresent();
    if (!linked) {
      doubt(record, sealed.isPresent(), asSealed);
    } else if (sealed.isPresent() && !asSealed) {
      throw record.broken(rewritten(sealed.get()));
    }
    if (!eventIds.add(record.text("eventId"))) {
      throw record.broken("has the eventId of a record before it");
    }
    number = record.number();
    hash = recordHash;
  }

  /**
   * Ends the chain.
   *
   * @throws BrokenTrailException when records are missing at its end, or a doubt remained
   */
  void finish() {
    if (inDoubt) {
      throw changed(number - 1);
    }
    tips.last(chain)
        .filter(tip -> tip.number() > number)
        .ifPresent(
            tip -> {
              throw missing(
                  ": the chain is cut off, and seal %d covers it up to number %d"
                      .formatted(tip.seal(), tip.number()));
            });
  }

  private void requirePlace(AuditedRecord record) {
    if (record.number() > number + 1) {
      throw inDoubt ? changed(number - 1) : missing("");
    }
    if (record.number() <= number) {
      throw record.broken(
          record.number() == number && record.hash().equals(hash)
              ? "is there twice"
              : "is there again with other content, or out of order");
    }
  }

  private void doubt(AuditedRecord record, boolean isSealed, boolean asSealed) {
    boolean beforeIsCertain = number == 0 || tips.at(chain, number).isPresent();
    if (beforeIsCertain || (isSealed && !asSealed)) {
      throw record.broken("does not follow the record before it");
    }
    if (asSealed) {
      throw changed(number);
    }
    inDoubt = true;
  }

  private BrokenTrailException changed(long at) {
    return new BrokenTrailException(
        AuditedRecord.position(AuditedRecord.id(chain, at)),
        "was changed: its hash is not the one that the chain knows");
  }

  private BrokenTrailException missing(String detail) {
    return new BrokenTrailException(
        AuditedRecord.position(AuditedRecord.id(chain, number + 1)), "is missing" + detail);
  }

  private String rewritten(SealedTip tip) {
    long certain = tips.before(chain, tip.number());
    return "is not the one that seal %d covers: the chain was rewritten after number %d"
        .formatted(tip.seal(), certain);
  }
}
