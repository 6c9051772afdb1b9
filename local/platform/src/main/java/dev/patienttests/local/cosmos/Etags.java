package dev.patienttests.local.cosmos;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Version marks of resources: quoted UUIDs. They need be different, not hard to guess. */
final class Etags {

  private Etags() {}

  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return '"' + new UUID(random.nextLong(), random.nextLong()).toString() + '"';
  }
}
