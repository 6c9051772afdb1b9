package dev.patienttests.local.net;

/** Problem details (RFC 9457) of what a server refuses before any part of the stack has seen it. */
public final class ProblemText {
  private ProblemText() {}

  /**
   * As JSON. The arguments hold no character that JSON would escape.
   *
   * @param title the status's phrase
   */
  public static String of(int status, String title, String traceId) {
    return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"traceId\":\"%s\"}"
        .formatted(title, status, traceId);
  }
}
