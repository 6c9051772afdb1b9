package dev.patienttests.local.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
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

  @Test
  void aFaultEndsItsConnectionAndNoOther() throws Exception {
    IntSupplier faulty =
        () -> {
          throw new IllegalStateException("no port");
        };
    network.publish("faulty.azurewebsites.net", "Microsoft.Web", faulty);
    InetSocketAddress proxy =
        network.egress(new Subnet("caller-id", "caller", "10.1.0.0/24", Set.of()));
    try (Socket client = new Socket(proxy.getAddress(), proxy.getPort())) {
      client.setSoTimeout(10_000);
      client
          .getOutputStream()
          .write(
              "CONNECT faulty.azurewebsites.net:443 HTTP/1.1\r\nHost: faulty.azurewebsites.net:443\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    InetSocketAddress forward = network.loopbackForward(faulty, 0);
    try (Socket client = new Socket(forward.getAddress(), forward.getPort())) {
      client.setSoTimeout(10_000);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    aSideThatHasEndedStillReceives();
  }

  @Test
  void aListenerAcceptsAgainAfterAFailedAccept() throws Exception {
    AtomicBoolean failed = new AtomicBoolean();
    CompletableFuture<SocketChannel> second = new CompletableFuture<>();
    try (RelayLoop loop = new RelayLoop("test", Long.MAX_VALUE);
        ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(Ipv4.loopback(), 0)).configureBlocking(false);
      InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
      loop.accept(
          listener,
          channel -> {
            if (failed.compareAndSet(false, true)) {
              throw new IllegalStateException("first");
            }
            second.complete(channel);
          });
      try (Socket one = new Socket(address.getAddress(), address.getPort());
          Socket other = new Socket(address.getAddress(), address.getPort())) {
        assertThat(one.isConnected()).isTrue();
        assertThat(second.get(10, TimeUnit.SECONDS).socket().getPort())
            .isEqualTo(other.getLocalPort());
      }
      second.get().close();
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
