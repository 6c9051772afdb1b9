package dev.patienttests.local.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patienttests.local.net.NetworkListener.Sni;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeTest {
  private static final String FIRST = "func-a.azurewebsites.net";
  private static final String SECOND = "kv-a.vault.azure.net";

  @TempDir Path directory;
  private final VirtualNetwork network = new VirtualNetwork(TestSite.TOKEN);

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void leadsToTheHostThatTheHandshakeNames() throws Exception {
    try (TestSite first = TestSite.start(directory, FIRST, Sni.REQUIRED);
        TestSite second = TestSite.start(directory, SECOND, Sni.REQUIRED)) {
      network.publish(FIRST, "Microsoft.Web", first.port());
      network.publish(SECOND, "Microsoft.KeyVault", second.port());
      InetSocketAddress edge = network.edge(0);
      assertThat(get(edge, FIRST)).endsWith(FIRST + " 203.0.113.10 -");
      assertThat(get(edge, SECOND)).endsWith(SECOND + " 203.0.113.10 -");
    }
  }

  @Test
  void refusesAnUnknownNameWithAnAlert() throws Exception {
    InetSocketAddress edge = network.edge(0);
    assertThatExceptionOfType(SSLException.class)
        .isThrownBy(() -> get(edge, FIRST))
        .withMessageContaining("unrecognized_name");
  }

  @Test
  void closesWhatIsNoHandshake() throws Exception {
    InetSocketAddress edge = network.edge(0);
    try (Socket socket = new Socket(edge.getAddress(), edge.getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(readOrEnd(socket.getInputStream())).isEqualTo(-1);
    }
  }

  @Test
  void closesAConnectionToAStoppedHost() throws Exception {
    network.publish(FIRST, "Microsoft.Web", 1);
    network.stop(FIRST);
    InetSocketAddress edge = network.edge(0);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(edge, FIRST));
  }

  @Test
  void anInstanceThatHasJustDiedLeavesItsTurnToTheNext() throws Exception {
    try (TestSite alive = TestSite.start(directory, FIRST, Sni.REQUIRED)) {
      RoundRobin turns = new RoundRobin(List.<IntSupplier>of(() -> 1, alive::port));
      network.publish(FIRST, "Microsoft.Web", turns);
      InetSocketAddress edge = network.edge(0);
      for (int i = 0; i < 4; i++) {
        assertThat(get(edge, FIRST)).endsWith(FIRST + " 203.0.113.10 -");
      }
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    InetSocketAddress edge = network.edge(0);
    assertThatExceptionOfType(java.net.BindException.class)
        .isThrownBy(() -> network.edge(edge.getPort()))
        .withMessage("Port " + edge.getPort() + " on 127.0.0.1 is taken");
  }

  @Test
  void aForwardStandsForItsSubnetTowardsOneHost() throws Exception {
    Subnet subnet = new Subnet("/subnets/a", "a", "10.0.1.0/24", java.util.Set.of("Microsoft.Web"));
    try (TestSite site = TestSite.start(directory, FIRST, Sni.REQUIRED)) {
      network.publish(FIRST, "Microsoft.Web", site.port());
      InetSocketAddress forward = network.forward(subnet, FIRST, 0);
      assertThat(get(forward, FIRST)).endsWith(FIRST + " 10.0.1.4 /subnets/a");
      InetSocketAddress second = network.forward(subnet, FIRST, forward.getPort());
      assertThat(second.getPort()).isNotEqualTo(forward.getPort());
    }
  }

  @Test
  void aLoopbackForwardPassesBytesAsTheyAre() throws Exception {
    try (TestSite site = TestSite.startPlain()) {
      InetSocketAddress forward = network.loopbackForward(site::port, 0);
      try (Socket socket = new Socket(forward.getAddress(), forward.getPort())) {
        assertThat(exchange(socket, "x")).endsWith("plain 127.0.0.1 -");
      }
    }
  }

  private String get(InetSocketAddress address, String host) throws Exception {
    ListenerSettings settings = TestSite.settings(directory, FIRST);
    try (Socket plain = new Socket(address.getAddress(), address.getPort());
        SSLSocket socket =
            (SSLSocket)
                TrustedClients.sslContext(settings)
                    .getSocketFactory()
                    .createSocket(plain, host, 443, true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(host)));
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(5_000);
      return exchange(socket, host);
    }
  }

  private static String exchange(Socket socket, String host) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static int readOrEnd(InputStream in) {
    try {
      return in.read();
    } catch (java.net.SocketException e) {
      return -1; // reset: what was sent had not been read
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
