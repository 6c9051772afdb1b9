package dev.patienttests.local.net;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of requests and versions: they need be different, not hard to guess. */
public final class RandomIds {
  private RandomIds() {}

  /** Another one. */
  public static UUID next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong());
  }
}
