package dev.patienttests.local.gateway.model;

import java.util.Optional;

/**
 * What went wrong, as {@code context.LastError} shows it.
 *
 * @param source policy or built-in step
 * @param scope global, product, api or operation; absent for built-in steps
 * @param section absent for built-in steps
 * @param path position of the policy in its document
 */
public record LastError(
    String source,
    String reason,
    String message,
    Optional<String> scope,
    Optional<String> section,
    Optional<String> path,
    Optional<String> policyId) {

  /** An error of a step that is built into the gateway. */
  public static LastError builtIn(String source, String reason, String message) {
    return new LastError(
        source,
        reason,
        message,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
