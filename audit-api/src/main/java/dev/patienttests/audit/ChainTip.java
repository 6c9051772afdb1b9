package dev.patienttests.audit;

/**
 * The last record of a chain.
 *
 * @param chain name of the chain
 * @param number the record's number in it, from 1; 0 for a chain without records
 * @param hash the record's hash, 64 hexadecimal digits
 */
record ChainTip(String chain, long number, String hash) {
  /** What comes before the first record. */
  static ChainTip beforeFirst(String chain) {
    return new ChainTip(chain, 0, Chains.NO_HASH);
  }
}
