package dev.patienttests.local.audit;

/**
 * What a seal says about one chain.
 *
 * @param seal the seal's number
 * @param number number of the chain's last record then
 * @param hash that record's hash
 */
record SealedTip(long seal, long number, String hash) {}
