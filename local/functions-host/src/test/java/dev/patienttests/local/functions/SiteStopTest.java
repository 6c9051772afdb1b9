package dev.patienttests.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What becomes of an invocation that takes long. The app's function waits at a gate. */
@ResourceLock("test.gate")
class SiteStopTest {
  @TempDir private Path folder;
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);

  @BeforeEach
  void hangUpTheGate() {
    // Values of the JDK's own classes are what test and app have in common.
    System.getProperties().put("test.entered", entered);
    System.getProperties().put("test.gate", gate);
  }

  @Test
  void requestInFlightIsAnsweredWhenTheSiteStops() throws Exception {
    Site site = start(StagedTestApp.in(folder));
    int port = site.ports().publicPort().orElseThrow();
    CompletableFuture<RawClient.Reply> reply = gateReply(port);
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

    CountDownLatch stopping = new CountDownLatch(1);
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(
            () -> {
              stopping.countDown();
              close(site);
            });
    assertThat(stopping.await(10, TimeUnit.SECONDS)).isTrue();
    gate.countDown();

    assertThat(reply.get(10, TimeUnit.SECONDS).body()).isEqualTo("through");
    stopped.get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void invocationBeyondFunctionTimeoutIs500AndInterrupted() throws Exception {
    StagedTestApp app = StagedTestApp.in(folder);
    Files.writeString(
        app.folder().resolve("host.json"),
        "{\"version\":\"2.0\",\"functionTimeout\":\"00:00:01\"}");
    try (Site site = start(app)) {
      RawClient.Reply reply = gateReply(site.ports().publicPort().orElseThrow()).get();

      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.body()).isEmpty();
      assertThat(gate.getCount()).isEqualTo(1);
    }
  }

  private Site start(StagedTestApp app) {
    return Site.start(TestConfigs.coreTools(app.folder(), folder.resolve("data")), Map.of());
  }

  private static CompletableFuture<RawClient.Reply> gateReply(int port) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new RawClient(port).get("/api/gate");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void close(Site site) {
    try {
      site.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
