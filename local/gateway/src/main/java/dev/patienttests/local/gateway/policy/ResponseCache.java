package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.expression.RuntimeTypes;
import dev.patienttests.local.gateway.model.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The internal cache of responses: 10,000 of them, 64 MiB in all. */
public final class ResponseCache {
  private static final int MAX_ENTRIES = 10_000;
  private static final long MAX_OCTETS = 64L * 1024 * 1024;

  /** A response that may be sent until it expires. */
  public record Stored(Response response, Instant expires) {}

  private final InstantSource clock;
  private final BoundedCache<Stored> responses;

  /** An empty cache. */
  public ResponseCache(InstantSource clock) {
    this.clock = clock;
    this.responses =
        new BoundedCache<>(
            clock, MAX_ENTRIES, MAX_OCTETS, stored -> RuntimeTypes.octets(stored.response()));
  }

  /** A copy of the response that was kept under a key. */
  public Optional<Stored> get(String key) {
    return responses.get(key).map(s -> new Stored(s.response().copy(), s.expires()));
  }

  /** Keeps a copy of a response. */
  public void put(String key, Response response, Duration duration) {
    responses.put(key, new Stored(response.copy(), clock.instant().plus(duration)), duration);
  }
}
