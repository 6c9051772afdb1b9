package dev.patienttests.local.gateway.limits;

import java.time.InstantSource;

/**
 * The counters that all policies of a service share, by key.
 *
 * @param rates those of {@code rate-limit-by-key}
 * @param quotas those of both quota policies
 * @param running those of {@code limit-concurrency}
 */
public record Counters(RateCounters rates, QuotaCounters quotas, Running running) {
  /** All empty. */
  public Counters(InstantSource clock) {
    this(new RateCounters(clock), new QuotaCounters(clock), new Running());
  }
}
