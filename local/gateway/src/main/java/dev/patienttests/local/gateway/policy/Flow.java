package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Exchange;

/** What happens after a policy. */
public enum Flow {
  /** The next policy runs. */
  CONTINUE,
  /** The response was kept before: only outbound goes on, after the policy that keeps it. */
  ANSWERED,
  /** The response goes to the caller as it is. */
  END,
  /**
   * The thread may not wait for what the policy needs: it runs again when that is there ({@link
   * Exchange#parking()}). Nothing has happened that must not happen twice.
   */
  PARKED
}
