package dev.patienttests.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.secrets.RefreshingSecret;
import dev.patienttests.secrets.SecretValue;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import dev.patienttests.testing.ManualClock;
import dev.patienttests.testkit.FakeCosmosAccount;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which client serves when secrets change and accounts hang. */
@Timeout(60)
class CosmosReplacementTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ManualClock clock = new ManualClock();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private FakeCosmosAccount account;
  private RefreshingSecret secret;

  @BeforeEach
  void start() throws IOException {
    account = new FakeCosmosAccount();
    Settings settings =
        Settings.of(
            Map.of(
                "STORE",
                account.connectionString(1),
                "STORE_URI",
                "https://v.vault.azure.net/secrets/s"));
    secret = new Secrets(settings, uri -> account.connectionString(2), clock).secret("STORE");
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    account.close();
  }

  private CosmosClients clients(Function<CosmosAccount, CosmosClient> builder) {
    return new CosmosClients(
        "d",
        "c",
        true,
        clock,
        by -> {
          keys.add(by.key());
          return builder.apply(by);
        });
  }

  private String key(int number) {
    return CosmosAccount.parse(account.connectionString(number), true).key();
  }

  @Test
  void aClientThatHangsWhileBeingBuiltIsGivenUpAfterAMinute() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CosmosConnection connection =
        new CosmosConnection(
            secret,
            clients(
                by -> {
                  if (keys.size() == 1) {
                    hanging.countDown();
                    hangUntilInterrupted(interrupted);
                  }
                  return CosmosClients.client(by);
                }));
    Future<String> waiting = threads.submit(() -> connection.call(CosmosContainer::getId));
    hanging.await();

    clock.advance(CosmosClients.LONGEST_BUILD);
    assertThat(connection.call(CosmosContainer::getId)).isEqualTo("c");
    assertThat(keys).hasSize(2);

    interrupted.await();
    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(UnavailableException.class);
    assertThat(connection.call(CosmosContainer::getId)).isEqualTo("c");
    assertThat(keys).hasSize(2);
  }

  @Test
  void containersShareAClient() {
    CosmosConnection first = new CosmosConnection(secret, clients(CosmosClients::client));
    CosmosConnection second = first.to("other");

    assertThat(second.call(CosmosContainer::getId)).isEqualTo("other");
    assertThat(first.call(CosmosContainer::getId)).isEqualTo("c");
    assertThat(keys).hasSize(1);
  }

  @Test
  void aMinuteIsAllowedForABuild() {
    CosmosClients.Pending pending =
        clients(
                by -> {
                  hangUntilInterrupted(new CountDownLatch(1));
                  return CosmosClients.client(by);
                })
            .build(account.connectionString(1));
    clock.advance(Duration.ofSeconds(60).minusMillis(1));
    assertThat(pending.isOverdue()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(pending.isOverdue()).isTrue();
    pending.replaced();
    assertThat(pending.isOverdue()).isFalse();
    assertThatThrownBy(() -> pending.container(Optional.empty()))
        .isInstanceOf(CosmosClients.NotBuiltException.class);
  }

  private static void hangUntilInterrupted(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoCameWithTheOlderSecretUsesTheClientOfTheNewerOne() throws Exception {
    CountDownLatch hasOlder = new CountDownLatch(1);
    CountDownLatch newerIsConnected = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    Supplier<SecretValue> current =
        () -> {
          SecretValue read = secret.current();
          if (first.compareAndSet(true, false)) {
            hasOlder.countDown();
            awaitUninterrupted(newerIsConnected);
          }
          return read;
        };
    CosmosConnection connection =
        new CosmosConnection(current, secret::refresh, clients(CosmosClients::client));
    Future<String> late = threads.submit(() -> connection.call(CosmosContainer::getId));
    hasOlder.await();

    assertThat(secret.refresh(secret.current())).isPresent();
    connection.call(CosmosContainer::getId);
    newerIsConnected.countDown();

    assertThat(late.get()).isEqualTo("c");
    assertThat(keys).containsExactly(key(2));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
