package dev.patienttests.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Keeps one token per application ID URI. A token that nears its end is replaced in the background
 * while callers go on with it; a failed replacement is tried again after a pause, and the old token
 * serves until it expires. One request per application is in flight at a time, whatever the
 * provider underneath does.
 */
public final class CachingTokenProvider implements TokenProvider {
  /** How long before its end a token is replaced. */
  public static final Duration REFRESH_BEFORE = Duration.ofMinutes(5);

  /** How long before its end a token is no longer handed out: a call takes time. */
  public static final Duration UNUSABLE_BEFORE = Duration.ofSeconds(10);

  /** The pause after a failed replacement, while the old token still serves. */
  public static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

  private final TokenProvider provider;
  private final InstantSource clock;
  private final Executor background;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** A cache that measures by the system's clock and refreshes on daemon threads. */
  public CachingTokenProvider(TokenProvider provider) {
    this(provider, InstantSource.system(), CachingTokenProvider::runAsDaemon);
  }

  /** A cache with its own clock and a way to run a refresh in the background. */
  CachingTokenProvider(TokenProvider provider, InstantSource clock, Executor background) {
    this.provider = provider;
    this.clock = clock;
    this.background = background;
  }

  @Override
  public BearerToken tokenFor(String applicationIdUri) {
    return entries.computeIfAbsent(applicationIdUri, Entry::new).get();
  }

  /** A new thread inherits the caller's context class loader; a shared pool's would not. */
  private static void runAsDaemon(Runnable task) {
    Thread thread = new Thread(task, "token-refresh");
    thread.setDaemon(true);
    thread.start();
  }

  private final class Entry {
    private final String applicationIdUri;
    private Optional<BearerToken> token = Optional.empty();
    private Optional<CompletableFuture<BearerToken>> inFlight = Optional.empty();
    private Instant notBefore = Instant.MIN;

    Entry(String applicationIdUri) {
      this.applicationIdUri = applicationIdUri;
    }

    BearerToken get() {
      CompletableFuture<BearerToken> request;
      boolean mine;
      Optional<BearerToken> usable;
      synchronized (this) {
        Instant now = clock.instant();
        usable = token.filter(held -> now.isBefore(held.expiresAt().minus(UNUSABLE_BEFORE)));
        boolean due =
            usable.isEmpty()
                || (!now.isBefore(usable.get().expiresAt().minus(REFRESH_BEFORE))
                    && !now.isBefore(notBefore));
        mine = due && inFlight.isEmpty();
        if (!mine && usable.isPresent()) {
          return usable.get();
        }
        request = inFlight.orElseGet(CompletableFuture::new);
        inFlight = Optional.of(request);
      }
      if (usable.isPresent()) {
        inBackground(request);
        return usable.get();
      }
      if (mine) {
        ask(request);
      }
      return await(request);
    }

    private void inBackground(CompletableFuture<BearerToken> request) {
      try {
        background.execute(() -> ask(request));
      } catch (RuntimeException | Error e) {
        failed(request, e);
      }
    }

    private void ask(CompletableFuture<BearerToken> request) {
      try {
        BearerToken fresh = provider.tokenFor(applicationIdUri);
        synchronized (this) {
          token = Optional.of(fresh);
          inFlight = Optional.empty();
          // A token that is short-lived from the start is not asked for again at every call.
          notBefore = clock.instant().plus(PAUSE_AFTER_FAILURE);
        }
        request.complete(fresh);
      } catch (RuntimeException | Error e) {
        failed(request, e);
      }
    }

    private void failed(CompletableFuture<BearerToken> request, Throwable failure) {
      synchronized (this) {
        inFlight = Optional.empty();
        notBefore = clock.instant().plus(PAUSE_AFTER_FAILURE);
      }
      request.completeExceptionally(failure);
    }

    private BearerToken await(CompletableFuture<BearerToken> request) {
      try {
        return request.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof TokenUnavailableException unavailable
            ? unavailable
            : new TokenUnavailableException(e.getCause());
      }
    }
  }
}
