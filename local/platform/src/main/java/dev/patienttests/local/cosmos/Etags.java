package dev.patienttests.local.cosmos;

import dev.patienttests.local.net.RandomIds;

/** Version marks of resources: quoted UUIDs. */
final class Etags {

  private Etags() {}

  static String next() {
    return '"' + RandomIds.next().toString() + '"';
  }
}
