package dev.patienttests.local.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks the records of all chains against what the seals say about them. */
final class RecordChains {
  private final SealedTips tips;
  private final Map<String, RecordChain> chains = new TreeMap<>();

  RecordChains(SealedTips tips) {
    this.tips = tips;
  }

  /**
   * Checks the next record of the export.
   *
   * @throws BrokenTrailException when it, or one before it, is bad
   */
  void accept(AuditedRecord record) {
    RecordRules.check(record);
    chain(record.chain()).accept(record);
  }

  /**
   * Ends the check.
   *
   * @throws BrokenTrailException when sealed records are missing
   */
  Verdict.Intact finish(Optional<Seal> lastSeal) {
    tips.chains().forEach(this::chain);
    chains.values().forEach(RecordChain::finish);
    Map<String, Long> sealedUpTo = new HashMap<>();
    tips.chains()
        .forEach(chain -> tips.last(chain).ifPresent(tip -> sealedUpTo.put(chain, tip.number())));
    return new Verdict.Intact(
        chains.values().stream().mapToLong(RecordChain::length).sum(),
        sealedUpTo,
        chains.values().stream().mapToLong(RecordChain::unsealed).sum(),
        lastSeal);
  }

  private RecordChain chain(String name) {
    return chains.computeIfAbsent(name, unused -> new RecordChain(name, tips));
  }
}
