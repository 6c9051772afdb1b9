package dev.patienttests.patient;

import java.time.Instant;

/** A position in memory. */
final class MemoryPosition implements ReconcilePosition {
  private Instant through = Instant.EPOCH;

  @Override
  public Instant read() {
    return through;
  }

  @Override
  public void write(Instant position) {
    through = position;
  }
}
