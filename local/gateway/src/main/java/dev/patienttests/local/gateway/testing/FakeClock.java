package dev.patienttests.local.gateway.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class FakeClock implements InstantSource {
  private Instant now = Instant.parse("2026-03-14T09:26:53Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Moves it forward. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** Sets it. */
  public synchronized void set(Instant instant) {
    now = instant;
  }
}
