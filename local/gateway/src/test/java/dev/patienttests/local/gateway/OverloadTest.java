package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.RawGateway.request;
import static dev.patienttests.local.gateway.RawGateway.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.Stub.Answer;
import dev.patienttests.local.gateway.http.ManagedIdentity;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.policy.ValueCache;
import dev.patienttests.local.gateway.trace.Tracing;
import dev.patienttests.local.gateway.wire.BackendClient;
import dev.patienttests.local.gateway.wire.GatewaySite;
import dev.patienttests.local.gateway.wire.Listener;
import dev.patienttests.local.gateway.wire.WaitingThreads;
import dev.patienttests.local.gateway.wire.WireLoop;
import dev.patienttests.local.net.Daemons;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.TrustedClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More requests that wait than there are threads for them. */
class OverloadTest {
  private static final Executor CLIENTS = Executors.newCachedThreadPool(Daemons.named("client"));

  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final Stub backend = new Stub(r -> answer());
  private final WireLoop loop = new WireLoop();
  private final WaitingThreads threads = new WaitingThreads(1, 1);
  private ListenerSettings settings;
  private BackendClient calls;
  private Listener listener;

  private Answer answer() {
    called.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.of(200, "");
  }

  @BeforeEach
  void start(@TempDir Path directory) {
    settings = Configs.listener(directory);
    Configs configs = new Configs();
    configs.listener = Optional.of(settings);
    String send =
        "<send-request response-variable-name=\"r\"><set-url>%s</set-url><set-method>GET</set-method></send-request>"
            .formatted(backend.url());
    configs.api =
        Optional.of(
            Configs.page("<base/>" + send + "<return-response />", "<base/>", "<base/>", ""));
    GatewayConfig config = configs.build();
    InstantSource clock = InstantSource.system();
    calls = new BackendClient(loop, settings, Optional.empty());
    ApiGateway gateway =
        new ApiGateway(
            config,
            new PolicyServices(
                clock,
                millis -> {},
                new ValueCache(clock),
                calls,
                new ManagedIdentity(config.identity(), calls, clock)));
    listener =
        Listener.open(
            loop,
            settings,
            0,
            GatewaySite.of(gateway, config.hostName(), Tracing.of(config, clock), threads));
  }

  @AfterEach
  void stop() {
    release.countDown();
    listener.close();
    threads.close();
    calls.close();
    loop.close();
    backend.close();
  }

  private CompletableFuture<String> send() {
    return CompletableFuture.supplyAsync(this::answered, CLIENTS);
  }

  private String answered() {
    try (Socket socket =
        TrustedClients.sslContext(settings)
            .getSocketFactory()
            .createSocket("localhost", listener.port())) {
      String request = request("GET /shop/v1/things");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatNeitherAThreadNorTheQueueHasRoomForIs503() throws Exception {
    CompletableFuture<String> first = send();
    called.await();
    CompletableFuture<String> second = send();
    CompletableFuture<String> third = send();

    String refused = (String) CompletableFuture.anyOf(second, third).join();
    assertThat(status(refused)).isEqualTo(503);
    assertThat(refused).contains("Too many requests wait.");

    release.countDown();
    assertThat(List.of(status(first.join()), status(second.join()), status(third.join())))
        .containsExactlyInAnyOrder(200, 200, 503);
  }
}
