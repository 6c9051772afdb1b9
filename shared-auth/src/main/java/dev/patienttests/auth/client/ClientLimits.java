package dev.patienttests.auth.client;

import java.time.Duration;

/**
 * What a call may cost.
 *
 * @param connect deadline for connecting, TLS not included
 * @param request deadline for one try, from the first byte sent to the last byte of the answer
 * @param largestAnswer in bytes
 */
public record ClientLimits(Duration connect, Duration request, int largestAnswer) {
  /** 5 s to connect, 10 s for a try, 256 KiB. */
  public static ClientLimits standard() {
    return new ClientLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 256 * 1024);
  }
}
