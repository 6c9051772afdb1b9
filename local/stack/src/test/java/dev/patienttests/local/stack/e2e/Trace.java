package dev.patienttests.local.stack.e2e;

import java.util.HexFormat;
import java.util.Random;

/**
 * A trace that a test begins, so that it finds again what a request left behind.
 *
 * @param id W3C trace id
 */
public record Trace(String id) {

  /** A trace that nobody else uses. */
  public static Trace begin(Random random) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return new Trace(HexFormat.of().formatHex(id));
  }

  /** Name and value of the header, to be sent with a request. */
  public String[] header() {
    return new String[] {"traceparent", "00-" + id + "-00f067aa0ba902b7-01"};
  }
}
