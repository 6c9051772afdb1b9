package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.Headers;
import java.util.ArrayList;
import java.util.List;

/**
 * A few names of headers, compared without regard to case (RFC 9110, section 5.1). They are asked
 * for each line of each message, and most differ in their length: no tree or table is as quick.
 */
record HeaderNames(List<String> names) {
  static HeaderNames of(String... names) {
    return new HeaderNames(List.of(names));
  }

  HeaderNames and(List<String> more) {
    List<String> all = new ArrayList<>(names);
    all.addAll(more);
    return new HeaderNames(all);
  }

  boolean contains(String name) {
    for (int i = 0; i < names.size(); i++) {
      if (Headers.isSame(names.get(i), name)) {
        return true;
      }
    }
    return false;
  }
}
