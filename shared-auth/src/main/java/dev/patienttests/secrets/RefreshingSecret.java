package dev.patienttests.secrets;

import dev.patienttests.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A secret that is kept in memory and read again on demand. One reading is in flight at a time; who
 * comes meanwhile waits for it. A failed reading leaves the old value in place.
 */
public final class RefreshingSecret {
  /** The shortest time between two refreshes. */
  public static final Duration REFRESH_INTERVAL = Duration.ofSeconds(30);

  private final String setting;
  private final Optional<Supplier<String>> store;
  private final InstantSource clock;

  private final Object lock = new Object();
  // The three below are guarded by the lock.
  private Optional<SecretValue> value;
  private Optional<CompletableFuture<SecretValue>> reading = Optional.empty();
  private Optional<Instant> lastRefresh = Optional.empty();

  /**
   * @param setting the setting's name, for messages
   * @param initial the value that the platform gave, if it gave one
   * @param store reads the current value; empty when there is no store to ask
   * @param clock measures {@link #REFRESH_INTERVAL}
   */
  RefreshingSecret(
      String setting,
      Optional<String> initial,
      Optional<Supplier<String>> store,
      InstantSource clock) {
    this.setting = setting;
    this.value = initial.map(SecretValue::new);
    this.store = store;
    this.clock = clock;
  }

  /**
   * The value in memory; read from the store when there is none yet.
   *
   * @throws SecretUnavailableException when there is none and the store gives none
   * @throws SettingsException when the settings do not say how to reach the store
   */
  public SecretValue current() {
    CompletableFuture<SecretValue> joined;
    boolean mine = false;
    synchronized (lock) {
      if (value.isPresent()) {
        return value.get();
      }
      mine = reading.isEmpty();
      joined = startOrJoin();
    }
    return await(joined, mine);
  }

  /**
   * Says that {@code rejected} was refused and asks for a newer reading, which may have the same
   * text. The store is asked at most once in {@link #REFRESH_INTERVAL}.
   *
   * @return a reading made after {@code rejected}; empty when the store was asked too recently, is
   *     away, or does not exist, in which case the old value stays
   */
  public Optional<SecretValue> refresh(SecretValue rejected) {
    CompletableFuture<SecretValue> joined;
    boolean mine;
    synchronized (lock) {
      if (value.isPresent() && value.get() != rejected) {
        return value;
      }
      mine = reading.isEmpty();
      if (store.isEmpty() || (mine && askedTooRecently())) {
        return Optional.empty();
      }
      if (mine) {
        lastRefresh = Optional.of(clock.instant());
      }
      joined = startOrJoin();
    }
    try {
      return Optional.of(await(joined, mine));
    } catch (SecretUnavailableException | SettingsException e) {
      return Optional.empty();
    }
  }

  private boolean askedTooRecently() {
    return lastRefresh.isPresent()
        && clock.instant().isBefore(lastRefresh.get().plus(REFRESH_INTERVAL));
  }

  private CompletableFuture<SecretValue> startOrJoin() {
    CompletableFuture<SecretValue> joined = reading.orElseGet(CompletableFuture::new);
    reading = Optional.of(joined);
    return joined;
  }

  private SecretValue await(CompletableFuture<SecretValue> joined, boolean mine) {
    if (mine) {
      read(joined);
    }
    try {
      return joined.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SettingsException misconfigured) {
        throw misconfigured;
      }
      throw new SecretUnavailableException(setting, e.getCause());
    }
  }

  private void read(CompletableFuture<SecretValue> mine) {
    try {
      SecretValue read = new SecretValue(fromStore());
      synchronized (lock) {
        value = Optional.of(read);
        reading = Optional.empty();
      }
      mine.complete(read);
    } catch (RuntimeException | Error e) {
      synchronized (lock) {
        reading = Optional.empty();
      }
      mine.completeExceptionally(e);
    }
  }

  private String fromStore() {
    String read =
        store.orElseThrow(() -> new IllegalStateException("There is no store to read from.")).get();
    if (read.isBlank() || Secrets.isReference(read)) {
      throw new IllegalStateException("The store holds no usable value.");
    }
    return read;
  }

  /** The setting's name, never the value. */
  @Override
  public String toString() {
    return "RefreshingSecret[" + setting + "]";
  }
}
