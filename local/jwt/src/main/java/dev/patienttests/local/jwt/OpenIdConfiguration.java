package dev.patienttests.local.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An issuer's OpenID Connect metadata and keys, fetched when first needed and kept for an hour. One
 * fetch is under way at a time; when one fails, the last good answer stays in use.
 */
public final class OpenIdConfiguration {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 1 << 20;

  private final URI metadataUrl;
  private final HttpClient client;
  private final Duration lifetime;
  private final Duration refreshInterval;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Optional<Known> known = Optional.empty();
  private Instant lastRefresh = Instant.MIN;

  /**
   * An issuer as its metadata describes it.
   *
   * @param issuer the name that stands in its tokens
   */
  public record Issuer(String issuer, SigningKeys keys) {}

  private record Known(Issuer issuer, Instant freshUntil) {}

  /** With the times of Microsoft's library: an hour, and five minutes between extra fetches. */
  public OpenIdConfiguration(URI metadataUrl, HttpClient client) {
    this(metadataUrl, client, Duration.ofHours(1), Duration.ofMinutes(5), Clock.systemUTC());
  }

  /**
   * With times of its own.
   *
   * @param lifetime how long an answer is used before it is fetched again
   * @param refreshInterval least time between two fetches that unknown keys cause, and after a
   *     failed one while there is an older answer
   */
  public OpenIdConfiguration(
      URI metadataUrl,
      HttpClient client,
      Duration lifetime,
      Duration refreshInterval,
      Clock clock) {
    this.metadataUrl = metadataUrl;
    this.client = client;
    this.lifetime = lifetime;
    this.refreshInterval = refreshInterval;
    this.clock = clock;
  }

  /**
   * The issuer, from memory while that is fresh.
   *
   * @throws IOException when it could not be fetched and never was before
   */
  public Issuer current() throws IOException {
    Optional<Known> before = known;
    if (before.filter(this::isFresh).isPresent()) {
      return before.get().issuer();
    }
    if (before.isPresent() && !fetching.tryLock()) {
      return before.get().issuer(); // another thread is fetching it
    }
    if (before.isEmpty()) {
      fetching.lock();
    }
    try {
      return known.filter(this::isFresh).isPresent() ? known.get().issuer() : fetchOrKeep();
    } finally {
      fetching.unlock();
    }
  }

  /**
   * The issuer, fetched again unless that has just been done.
   *
   * @throws IOException when it could not be fetched and never was before
   */
  public Issuer refreshed() throws IOException {
    fetching.lock();
    try {
      Instant now = clock.instant();
      boolean due =
          lastRefresh.equals(Instant.MIN) || !now.isBefore(lastRefresh.plus(refreshInterval));
      if (known.isPresent() && !due) {
        return known.get().issuer();
      }
      lastRefresh = now;
      return fetchOrKeep();
    } finally {
      fetching.unlock();
    }
  }

  private boolean isFresh(Known candidate) {
    return clock.instant().isBefore(candidate.freshUntil());
  }

  private Issuer fetchOrKeep() throws IOException {
    Optional<Known> before = known;
    try {
      Issuer issuer = fetch();
      known = Optional.of(new Known(issuer, clock.instant().plus(lifetime)));
      return issuer;
    } catch (IOException e) {
      if (before.isEmpty()) {
        throw e;
      }
      Issuer issuer = before.get().issuer();
      known = Optional.of(new Known(issuer, clock.instant().plus(refreshInterval)));
      return issuer;
    }
  }

  private Issuer fetch() throws IOException {
    JsonObject metadata = JsonObject.parse(get(metadataUrl));
    String issuer = required(metadata, "issuer");
    String jwks = get(metadataUrl.resolve(required(metadata, "jwks_uri")));
    try {
      return new Issuer(issuer, SigningKeys.fromJwks(jwks));
    } catch (IllegalArgumentException e) {
      throw new IOException("Keys of " + metadataUrl + ": " + e.getMessage(), e);
    }
  }

  private String required(JsonObject metadata, String name) throws IOException {
    return metadata
        .text(name)
        .orElseThrow(() -> new IOException(metadataUrl + " does not name its '" + name + "'"));
  }

  private String get(URI url) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(REQUEST_TIMEOUT)
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] content = body.readNBytes(MAX_BYTES + 1);
        if (response.statusCode() != 200 || content.length > MAX_BYTES) {
          throw new IOException(url + " answered " + response.statusCode());
        }
        return new String(content, StandardCharsets.UTF_8);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking " + url, e);
    }
  }
}
