package dev.patienttests.local.jwt;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
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
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Duration REFRESH_INTERVAL = Duration.ofMinutes(5);

  private final URI metadataUrl;
  private final Documents documents;
  private final Duration lifetime;
  private final Duration refreshInterval;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Optional<Known> known = Optional.empty();
  private Instant lastRefresh = Instant.MIN;
  private volatile Optional<IOException> failure = Optional.empty();

  /** Fetches what an issuer publishes. */
  @FunctionalInterface
  public interface Documents {
    /**
     * The text of a document.
     *
     * @throws IOException when there is none to be had; its message may stand in a log
     */
    String get(URI url) throws IOException;
  }

  /**
   * An issuer as its metadata describes it.
   *
   * @param issuer the name that stands in its tokens
   */
  public record Issuer(String issuer, SigningKeys keys) {}

  private record Known(Issuer issuer, Instant freshUntil) {}

  /** With the times of Microsoft's library: an hour, and five minutes between extra fetches. */
  public OpenIdConfiguration(URI metadataUrl, HttpClient client) {
    this(metadataUrl, client, LIFETIME, REFRESH_INTERVAL, Clock.systemUTC());
  }

  /** With the same times, fetched in another way and measured by another clock. */
  public OpenIdConfiguration(URI metadataUrl, Documents documents, Clock clock) {
    this(metadataUrl, documents, LIFETIME, REFRESH_INTERVAL, clock);
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
    this(metadataUrl, new HttpDocuments(client), lifetime, refreshInterval, clock);
  }

  private OpenIdConfiguration(
      URI metadataUrl,
      Documents documents,
      Duration lifetime,
      Duration refreshInterval,
      Clock clock) {
    this.metadataUrl = metadataUrl;
    this.documents = documents;
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
    Optional<IOException> lastFailure = failure;
    if (before.isEmpty()) {
      fetching.lock();
    }
    try {
      if (known.isEmpty() && !failure.equals(lastFailure)) {
        // Who waited for this answer need not wait for another one like it.
        throw new IOException(failure.orElseThrow().getMessage(), failure.get());
      }
      return known.filter(this::isFresh).isPresent() ? known.get().issuer() : fetchOrKeep();
    } finally {
      fetching.unlock();
    }
  }

  /** The issuer where it is in memory and fresh. */
  Optional<Issuer> fresh() {
    return known.filter(this::isFresh).map(Known::issuer);
  }

  /** The issuer, fetched again unless that has just been done; nothing where it never could be. */
  Optional<Issuer> refreshedIfKnown() {
    if (known.isEmpty()) {
      return Optional.empty();
    }
    fetching.lock();
    try {
      Instant now = clock.instant();
      boolean due =
          lastRefresh.equals(Instant.MIN) || !now.isBefore(lastRefresh.plus(refreshInterval));
      if (due) {
        lastRefresh = now;
        return Optional.of(fetchOrKeep());
      }
    } catch (IOException e) {
      // What was known before stays in use.
    } finally {
      fetching.unlock();
    }
    return known.map(Known::issuer);
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
        failure = Optional.of(e);
        throw e;
      }
      Issuer issuer = before.get().issuer();
      known = Optional.of(new Known(issuer, clock.instant().plus(refreshInterval)));
      return issuer;
    }
  }

  private Issuer fetch() throws IOException {
    JsonObject metadata = JsonObject.parse(documents.get(metadataUrl));
    String issuer = required(metadata, "issuer");
    try {
      URI keys = metadataUrl.resolve(required(metadata, "jwks_uri"));
      return new Issuer(issuer, SigningKeys.fromJwks(documents.get(keys)));
    } catch (IllegalArgumentException e) {
      throw new IOException("Keys of " + metadataUrl + ": " + e.getMessage(), e);
    }
  }

  private String required(JsonObject metadata, String name) throws IOException {
    return metadata
        .text(name)
        .orElseThrow(() -> new IOException(metadataUrl + " does not name its '" + name + "'"));
  }
}
