package dev.patienttests.local.functions.worker;

import java.util.Map;

/**
 * What a function returned.
 *
 * @param status HTTP status
 * @param headers headers as the function set them
 * @param body a text, octets, or nothing
 */
public record Result(int status, Map<String, String> headers, Body body) {

  /** The body of an answer. */
  public sealed interface Body {
    /** No body. */
    record None() implements Body {}

    /** Text, to be sent as UTF-8. */
    record Text(String text) implements Body {}

    /** Octets; two bodies with the same octets are not equal. */
    @SuppressWarnings("ArrayRecordComponent")
    record Octets(byte[] octets) implements Body {}
  }
}
