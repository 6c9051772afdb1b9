package dev.patienttests.local.audit;

import java.util.Map;
import java.util.Optional;

/** What a check of an audit trail comes to. */
public sealed interface Verdict {

  /**
   * Nothing was changed, and up to the last seal nothing is missing.
   *
   * @param records how many records there are
   * @param sealedUpTo for each chain the number of the last record that a seal covers; a chain that
   *     no seal covers is absent
   * @param unsealedRecords how many records no seal covers yet: of these the last ones of each
   *     chain could be missing or changed without a trace
   * @param lastSeal the newest seal; keep it elsewhere, and give it to the next check
   */
  record Intact(
      long records, Map<String, Long> sealedUpTo, long unsealedRecords, Optional<Seal> lastSeal)
      implements Verdict {
    /** Keeps a copy. */
    public Intact {
      sealedUpTo = Map.copyOf(sealedUpTo);
    }
  }

  /**
   * Something was changed, removed or forged.
   *
   * @param position the first bad one: {@code record 07-0000000042}, {@code seal 12}, or {@code
   *     line 3} where a line of the export is neither
   * @param reason what is wrong with it, in a few words
   */
  record Broken(String position, String reason) implements Verdict {}
}
