package dev.patienttests.local.gateway.policy;

/** What happens after a policy. */
public enum Flow {
  /** The next policy runs. */
  CONTINUE,
  /** The response was kept before: only outbound goes on, after the policy that keeps it. */
  ANSWERED,
  /** The response goes to the caller as it is. */
  END
}
