package dev.patienttests.cosmos;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemResponse;
import dev.patienttests.http.CallLog;
import dev.patienttests.http.Failures;
import dev.patienttests.http.RequestLog;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.secrets.RefreshingSecret;
import dev.patienttests.secrets.SecretValue;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One container of a Cosmos DB account whose connection string is a secret. The client is built at
 * the first operation and kept for the life of the process. When the account answers 401 the secret
 * is read again, at most once in 30 s, and the operation is tried once more with a new client: a
 * rotated key heals by itself.
 */
public final class CosmosConnection {
  private static final String DETAIL = "The data store that this operation needs is not available.";

  /** Statuses that say something about the item, and not that the store is away. */
  private static final Set<Integer> ABOUT_THE_ITEM = Set.of(404, 409, 412);

  /** Statuses by which the account says that it has done nothing. */
  private static final Set<Integer> NOTHING_DONE = Set.of(400, 401, 403, 404, 409, 412, 413, 429);

  /** An operation on the container. */
  @FunctionalInterface
  public interface Operation<T> {
    /** Does it; a {@link CosmosException} may pass through. */
    T on(CosmosContainer container);
  }

  private final Supplier<SecretValue> current;
  private final Function<SecretValue, Optional<SecretValue>> refresh;
  private final CosmosClients clients;
  private final Optional<String> container;
  private final Current kept;

  /** The client that serves now, for all connections that share it. */
  private static final class Current {
    private Optional<Connected> connected = Optional.empty(); // guarded by this
  }

  private record Connected(SecretValue secret, CosmosClients.Pending client) {
    boolean serves(SecretValue current) {
      return secret == current && !client.isOverdue();
    }
  }

  /** A connection by that secret. Nothing is contacted yet. */
  public CosmosConnection(RefreshingSecret connectionString, CosmosClients clients) {
    this(connectionString::current, connectionString::refresh, clients);
  }

  /** A connection by what these two give, as {@link RefreshingSecret} describes them. */
  CosmosConnection(
      Supplier<SecretValue> current,
      Function<SecretValue, Optional<SecretValue>> refresh,
      CosmosClients clients) {
    this(current, refresh, clients, Optional.empty(), new Current());
  }

  private CosmosConnection(
      Supplier<SecretValue> current,
      Function<SecretValue, Optional<SecretValue>> refresh,
      CosmosClients clients,
      Optional<String> container,
      Current kept) {
    this.current = current;
    this.refresh = refresh;
    this.clients = clients;
    this.container = container;
    this.kept = kept;
  }

  /** Another container of the same database, by the same client. */
  public CosmosConnection to(String other) {
    return new CosmosConnection(current, refresh, clients, Optional.of(other), kept);
  }

  /**
   * Runs an operation.
   *
   * @throws CosmosException with status 404, 409 or 412, which say something about the item
   * @throws UnknownOutcomeException when the account may have done it all the same: it gave no
   *     answer, or one that does not tell
   * @throws UnavailableException for every other failure, without any text of the SDK
   */
  public <T> T call(Operation<T> operation) {
    Connected used = connect();
    try {
      return run(operation, used);
    } catch (RuntimeException e) {
      if (!isUnauthorized(e)) {
        throw translate(e);
      }
      if (refresh.apply(used.secret()).isEmpty()) {
        throw translate(e);
      }
      return retry(operation, connect());
    }
  }

  /** For a status that the operation did not expect: the store is of no use, 503. */
  public static UnavailableException unexpected(CosmosException failure) {
    return new UnavailableException(DETAIL, described(failure));
  }

  private <T> T retry(Operation<T> operation, Connected fresh) {
    try {
      return run(operation, fresh);
    } catch (RuntimeException e) {
      throw translate(e);
    }
  }

  private <T> T run(Operation<T> operation, Connected by) {
    try (CallLog log = RequestLog.call("cosmos")) {
      return logged(log, () -> operation.on(by.client().container(container)));
    } catch (CosmosClients.NotBuiltException e) {
      forget(by);
      throw e;
    }
  }

  private static <T> T logged(CallLog log, Supplier<T> operation) {
    try {
      T result = operation.get();
      if (result instanceof CosmosItemResponse<?> item) {
        log.answered(item.getStatusCode(), Optional.ofNullable(item.getActivityId()));
      } else {
        log.answered(200); // An item or a page of a query, whose answer is not at hand.
      }
      return result;
    } catch (RuntimeException e) {
      answerIn(e)
          .ifPresent(
              answer ->
                  log.answered(
                      answer.getStatusCode(), Optional.ofNullable(answer.getActivityId())));
      throw e;
    }
  }

  /**
   * The client for the secret as it is now. It takes the place of one for an older reading, and of
   * one that hangs while being built.
   */
  private Connected connect() {
    // May wait for the first reading, which nobody does with the lock.
    var unused = current.get();
    synchronized (kept) {
      // Read here, since who was late for the lock would bring an older one.
      SecretValue secret = current.get();
      if (kept.connected.isEmpty() || !kept.connected.get().serves(secret)) {
        kept.connected.ifPresent(old -> old.client().replaced());
        kept.connected = Optional.of(new Connected(secret, clients.build(secret.reveal())));
      }
      return kept.connected.get();
    }
  }

  /** A client that could not be built is not kept: the next call builds another one. */
  private void forget(Connected failed) {
    synchronized (kept) {
      kept.connected = kept.connected.filter(serving -> !serving.equals(failed));
    }
  }

  private static boolean isUnauthorized(Throwable failure) {
    return answerIn(failure).map(answer -> answer.getStatusCode() == 401).orElse(false);
  }

  private static Optional<CosmosException> answerIn(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CosmosException cosmos) {
        return Optional.of(cosmos);
      }
    }
    return Optional.empty();
  }

  private static RuntimeException translate(RuntimeException failure) {
    if (failure instanceof UnavailableException unavailable) {
      return unavailable;
    }
    if (failure instanceof CosmosException cosmos
        && ABOUT_THE_ITEM.contains(cosmos.getStatusCode())
        && cosmos.getSubStatusCode() == 0) {
      return cosmos;
    }
    boolean nothingDone =
        failure instanceof CosmosClients.NotBuiltException
            || (failure instanceof CosmosException refused
                && NOTHING_DONE.contains(refused.getStatusCode()));
    return nothingDone
        ? new UnavailableException(DETAIL, described(failure))
        : new UnknownOutcomeException(DETAIL, described(failure));
  }

  /** What the log may know: types, and the status that the account answered. */
  private static Throwable described(RuntimeException failure) {
    return answerIn(failure)
        .map(
            cosmos ->
                Failures.withoutMessages(
                    failure, "status " + cosmos.getStatusCode() + "/" + cosmos.getSubStatusCode()))
        .orElseGet(() -> Failures.withoutMessages(failure));
  }
}
