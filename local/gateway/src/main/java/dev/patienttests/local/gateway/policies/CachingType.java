package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.policy.PolicyReader;
import java.util.Set;

/** The attribute {@code caching-type}: there is an internal cache only. */
final class CachingType {
  private CachingType() {}

  static void check(PolicyReader reader) {
    String type =
        reader.choice(
            "caching-type", "prefer-external", Set.of("prefer-external", "external", "internal"));
    if (type.equals("external")) {
      throw reader.element().refusal("caching-type", "there is no external cache");
    }
  }
}
