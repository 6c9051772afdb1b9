package dev.patienttests.cosmos;

import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosEndToEndOperationLatencyPolicyConfigBuilder;
import com.azure.cosmos.GatewayConnectionConfig;
import com.azure.cosmos.ThrottlingRetryOptions;
import dev.patienttests.http.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Builds clients for one container: gateway mode (HTTPS only, which a firewall and the local stack
 * let through), no endpoint discovery (an account has one region here), session consistency, no
 * document in the answer to a write, and a deadline on everything.
 */
public final class CosmosClients {
  /** A client that is not there after this time is taken to be never there. */
  static final Duration LONGEST_BUILD = Duration.ofSeconds(60);

  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Duration OPERATION = Duration.ofSeconds(8);
  private static final Duration LONGEST_THROTTLING = Duration.ofSeconds(3);
  private static final int THROTTLING_RETRIES = 4;
  private static final Duration UNTIL_CLOSE = Duration.ofSeconds(30);

  private final String database;
  private final String container;
  private final boolean plainHttp;
  private final InstantSource clock;
  private final Function<CosmosAccount, CosmosClient> builder;

  /**
   * Clients for that container.
   *
   * @param plainHttp whether the endpoint may be {@code http:} on loopback, as an emulator offers
   *     it
   */
  public CosmosClients(String database, String container, boolean plainHttp) {
    this(database, container, plainHttp, InstantSource.system(), CosmosClients::client);
  }

  /**
   * @param clock measures {@link #LONGEST_BUILD}
   * @param builder builds a client, which may take its time
   */
  CosmosClients(
      String database,
      String container,
      boolean plainHttp,
      InstantSource clock,
      Function<CosmosAccount, CosmosClient> builder) {
    this.database = database;
    this.container = container;
    this.plainHttp = plainHttp;
    this.clock = clock;
    this.builder = builder;
  }

  /** A client could not be built. */
  static final class NotBuiltException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotBuiltException(Throwable cause) {
      super("The Cosmos DB client could not be built.", cause);
    }
  }

  /** A client that is being built; all callers wait for the same one. */
  final class Pending {
    private final CompletableFuture<CosmosClient> client = new CompletableFuture<>();
    private final Instant overdueFrom = clock.instant().plus(LONGEST_BUILD);
    private final Thread thread;

    private Pending(String connectionString) {
      // Building it talks to the account and knows no deadline of its own. The thread inherits the
      // context class loader, by which the SDK finds its parts.
      thread = new Thread(() -> build(connectionString), "cosmos-client");
      thread.setDaemon(true);
    }

    private void build(String connectionString) {
      try {
        CosmosClient built = builder.apply(CosmosAccount.parse(connectionString, plainHttp));
        if (!client.complete(built)) {
          built.close(); // Given up meanwhile: nobody has it.
        }
      } catch (RuntimeException | Error e) {
        client.completeExceptionally(e);
      }
    }

    /** The container of this name; without a name the one that these clients are for. */
    CosmosContainer container(Optional<String> name) {
      try {
        return client
            .get(WAIT.toMillis(), TimeUnit.MILLISECONDS)
            .getDatabase(database)
            .getContainer(name.orElse(container));
      } catch (ExecutionException e) {
        throw new NotBuiltException(e.getCause());
      } catch (TimeoutException e) {
        throw notYet();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw notYet();
      }
    }

    /** It goes on being built, and the next call waits for the same one. */
    private static UnavailableException notYet() {
      return new UnavailableException("The data store is not connected yet.");
    }

    /** Whether it is still being built after {@link #LONGEST_BUILD}: then it hangs. */
    boolean isOverdue() {
      return !client.isDone() && !clock.instant().isBefore(overdueFrom);
    }

    /**
     * Another one serves from now on. One that is overdue is given up, and who waits for it learns
     * so at once; any other is closed when the operations that still use it are over.
     */
    void replaced() {
      if (isOverdue()
          && client.completeExceptionally(new TimeoutException("given up while being built"))) {
        thread.interrupt();
      } else {
        closeLater();
      }
    }

    private void closeLater() {
      client
          .thenAcceptAsync(
              CosmosClient::close,
              CompletableFuture.delayedExecutor(UNTIL_CLOSE.toSeconds(), TimeUnit.SECONDS))
          .exceptionally(neverBuilt -> null);
    }
  }

  Pending build(String connectionString) {
    Pending pending = new Pending(connectionString);
    pending.thread.start();
    return pending;
  }

  static CosmosClient client(CosmosAccount account) {
    return new CosmosClientBuilder()
        .endpoint(account.endpoint().toString())
        .key(account.key())
        .gatewayMode(new GatewayConnectionConfig())
        .endpointDiscoveryEnabled(false)
        .consistencyLevel(ConsistencyLevel.SESSION)
        .contentResponseOnWriteEnabled(false)
        .throttlingRetryOptions(
            new ThrottlingRetryOptions()
                .setMaxRetryAttemptsOnThrottledRequests(THROTTLING_RETRIES)
                .setMaxRetryWaitTime(LONGEST_THROTTLING))
        .endToEndOperationLatencyPolicyConfig(
            new CosmosEndToEndOperationLatencyPolicyConfigBuilder(OPERATION).build())
        .buildClient();
  }
}
