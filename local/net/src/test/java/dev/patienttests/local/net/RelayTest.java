package dev.patienttests.local.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
  private static final int MUCH = 8 * 1024 * 1024;

  private final VirtualNetwork network = new VirtualNetwork(TestSite.TOKEN);
  private ServerSocket target;
  private InetSocketAddress entrance;

  @BeforeEach
  void open() throws IOException {
    target = new ServerSocket(0, 10, Ipv4.loopback());
    entrance = network.loopbackForward(target::getLocalPort, 0);
  }

  @AfterEach
  void close() throws IOException {
    network.close();
    target.close();
  }

  @Test
  void carriesMuchInBothDirectionsWhileTheOtherSideIsSlowToRead() throws Exception {
    byte[] content = new byte[MUCH];
    new Random(1).nextBytes(content);
    CompletableFuture<Void> echo = CompletableFuture.runAsync(this::readAllThenSendBack);
    try (Socket client = connect()) {
      client.getOutputStream().write(content);
      client.shutdownOutput();
      assertThat(Arrays.equals(client.getInputStream().readAllBytes(), content)).isTrue();
    }
    echo.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aSideThatHasEndedStillReceives() throws Exception {
    try (Socket client = connect();
        Socket server = target.accept()) {
      server.setSoTimeout(10_000);
      client.shutdownOutput();
      assertThat(server.getInputStream().read()).isEqualTo(-1);
      server.getOutputStream().write(7);
      assertThat(client.getInputStream().read()).isEqualTo(7);
      server.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aClientThatGoesAwayTakesItsConnectionToTheTargetAlong() throws Exception {
    Socket client = connect();
    try (Socket server = target.accept()) {
      server.setSoTimeout(10_000);
      client.getOutputStream().write(1);
      assertThat(server.getInputStream().read()).isEqualTo(1);
      client.close();
      assertThat(server.getInputStream().read()).isEqualTo(-1);
    } finally {
      client.close();
    }
  }

  @Test
  void aTargetThatDoesNotListenClosesTheConnection() throws Exception {
    target.close();
    try (Socket client = connect()) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(entrance.getAddress(), entrance.getPort());
    client.setSoTimeout(10_000);
    return client;
  }

  private void readAllThenSendBack() {
    try (Socket server = target.accept();
        InputStream in = server.getInputStream();
        OutputStream out = server.getOutputStream()) {
      out.write(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
