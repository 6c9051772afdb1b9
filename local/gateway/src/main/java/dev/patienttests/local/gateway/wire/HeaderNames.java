package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.Headers;
import java.util.List;
import java.util.stream.Stream;

/**
 * A few names of headers, compared without regard to case (RFC 9110, section 5.1). They are asked
 * for each line of each message, and most differ at a glance: no tree or table is as quick.
 *
 * @param lines of these names, without values
 */
record HeaderNames(List<Headers.Line> lines) {
  static HeaderNames of(String... names) {
    return new HeaderNames(Stream.of(names).map(name -> new Headers.Line(name, "")).toList());
  }

  /** Whether a line has one of them. */
  boolean has(Headers.Line line) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isNamedAs(line)) {
        return true;
      }
    }
    return false;
  }
}
