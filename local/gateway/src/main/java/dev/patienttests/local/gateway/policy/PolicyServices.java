package dev.patienttests.local.gateway.policy;

import java.time.InstantSource;

/**
 * What policies share.
 *
 * @param clock the time; in tests a fake
 * @param pause waits between tries; in tests it does not
 * @param cache the internal cache
 * @param outbound calls backends and other services
 * @param identity tokens of the gateway's managed identities
 * @param workers threads for what runs at the same time
 * @param providers keys of those who issue callers' tokens
 */
public record PolicyServices(
    InstantSource clock,
    Pause pause,
    ValueCache cache,
    OutboundCalls outbound,
    IdentityTokens identity,
    Workers workers,
    OpenIdProviders providers) {

  /** With worker threads of their own, made when they are needed. */
  public PolicyServices(
      InstantSource clock,
      Pause pause,
      ValueCache cache,
      OutboundCalls outbound,
      IdentityTokens identity) {
    this(clock, pause, cache, outbound, identity, new BoundedWorkers());
  }

  /** With providers that are asked by the same calls. */
  public PolicyServices(
      InstantSource clock,
      Pause pause,
      ValueCache cache,
      OutboundCalls outbound,
      IdentityTokens identity,
      Workers workers) {
    this(clock, pause, cache, outbound, identity, workers, new OpenIdProviders(outbound, clock));
  }

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    /** Waits that many milliseconds. */
    void millis(long millis);
  }
}
