package dev.patienttests.auth.client;

import java.time.Duration;

/**
 * What a call may cost.
 *
 * @param connect deadline for connecting, TLS handshake included; the first one of a JVM is slow
 * @param request deadline for one try, from the first byte sent to the last byte of the answer
 * @param largestAnswer in bytes
 */
public record ClientLimits(Duration connect, Duration request, int largestAnswer) {
  /** 8 s to connect, 10 s for a try, 256 KiB. */
  public static ClientLimits standard() {
    return new ClientLimits(Duration.ofSeconds(8), Duration.ofSeconds(10), 256 * 1024);
  }
}
