package dev.patienttests.local.jwt;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;

/**
 * An issuer's OpenID Connect metadata and keys, fetched when first needed and kept for an hour. One
 * fetch is under way at a time; when one fails, the last good answer stays in use.
 */
public final class OpenIdConfiguration {
  /**
   * An issuer as its metadata describes it.
   *
   * @param issuer the name that stands in its tokens
   */
  public record Issuer(String issuer, SigningKeys keys) {}

  /** With the times of Microsoft's library: an hour, and five minutes between extra fetches. */
  public OpenIdConfiguration(URI metadataUrl, HttpClient client) {
    this(metadataUrl, client, Duration.ofHours(1), Duration.ofMinutes(5), Clock.systemUTC());
  }

  /**
   * With times of its own.
   *
   * @param lifetime how long an answer is used before it is fetched again
   * @param refreshInterval least time between two fetches that unknown keys cause
   */
  public OpenIdConfiguration(
      URI metadataUrl,
      HttpClient client,
      Duration lifetime,
      Duration refreshInterval,
      Clock clock) {}

  /**
   * The issuer, from memory while that is fresh.
   *
   * @throws IOException when it could not be fetched and never was before
   */
  public Issuer current() throws IOException {
    return pending();
  }

  /**
   * The issuer, fetched again unless that has just been done.
   *
   * @throws IOException when it could not be fetched and never was before
   */
  public Issuer refreshed() throws IOException {
    return pending();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T pending() {
    throw new UnsupportedOperationException();
  }
}
