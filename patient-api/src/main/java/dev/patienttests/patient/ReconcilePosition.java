package dev.patienttests.patient;

import java.time.Instant;

/** How far reconciliation has come. */
interface ReconcilePosition {
  /**
   * Everything recorded before this time is settled; long ago when nothing ever was.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  Instant read();

  /**
   * Says how far it has come now.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  void write(Instant through);
}
