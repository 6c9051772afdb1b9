package dev.patienttests.local.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.patienttests.local.net.NetworkListener.Sni;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkListenerTest {
  private static final String HOST = "func-a.azurewebsites.net";

  @TempDir Path directory;

  @Test
  void acceptsAConnectionWithTheNetworksToken() throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.OPTIONAL)) {
      assertThat(getAfter(site, header(TestSite.TOKEN)))
          .startsWith("HTTP/1.1 200 OK")
          .doesNotContainIgnoringCase("\r\nserver:")
          .endsWith(HOST + " 10.1.2.3 /subnets/x");
    }
  }

  @Test
  void closesAConnectionWithAnotherToken() throws Exception {
    assertClosed(header(TestSite.TOKEN + "x"));
    assertClosed(header(""));
  }

  @Test
  void closesAConnectionThatDoesNotComeByTheNetwork() throws Exception {
    assertClosed(ByteBuffer.wrap(new byte[] {22, 3, 1, 0, 5, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}));
    assertClosed(ascii("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
  }

  @Test
  void closesAConnectionWithVersion1OfTheProtocolWhichHasNoToken() throws Exception {
    assertClosed(ascii("PROXY TCP4 10.0.1.4 127.0.0.1 4000 443\r\n"));
  }

  @Test
  void closesAConnectionThatClaimsToBeLocal() throws Exception {
    ByteBuffer header = header(TestSite.TOKEN);
    assertClosed(header.put(12, (byte) 0x20));
  }

  @Test
  void refusesAHandshakeThatNamesNoServerWhereANameIsRequired() throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.REQUIRED)) {
      assertThatIOException().isThrownBy(() -> getAfter(site, header(TestSite.TOKEN)));
    }
  }

  @Test
  void theFirstHeaderAloneCounts() throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.OPTIONAL)) {
      ByteBuffer real = header(TestSite.TOKEN);
      ByteBuffer forged = header(TestSite.TOKEN);
      ByteBuffer both =
          ByteBuffer.allocate(real.remaining() + forged.remaining()).put(real).put(forged).flip();
      assertThatIOException().isThrownBy(() -> getAfter(site, both));
    }
  }

  @Test
  void aPublicListenerKnowsNoSubnet() throws Exception {
    try (TestSite site = TestSite.startPublic(directory)) {
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(TrustedClients.sslContext(TestSite.settings(directory, "localhost")))
              .build();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + site.port() + "/")).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .isEqualTo("localhost 127.0.0.1 -");
    }
  }

  @Test
  void aPathThatIsRefusedBeforeAnyPartSeesItHasATraceToo() throws Exception {
    try (TestSite site = TestSite.startPublic(directory)) {
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(TrustedClients.sslContext(TestSite.settings(directory, "localhost")))
              .build();
      URI ambiguous = URI.create("https://localhost:" + site.port() + "/a%2Fb");
      HttpResponse<String> refused =
          client.send(
              HttpRequest.newBuilder(ambiguous).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.headers().allValues("x-pattern-trace")).hasSize(1);
    }
  }

  private void assertClosed(ByteBuffer first) throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.OPTIONAL);
        Socket socket = connect(site)) {
      send(socket, first);
      int answer;
      try {
        answer = socket.getInputStream().read();
      } catch (SocketException e) {
        answer = -1; // reset: what was sent had not been read
      }
      assertThat(answer).isEqualTo(-1);
    }
  }

  private String getAfter(TestSite site, ByteBuffer first) throws Exception {
    try (Socket plain = connect(site)) {
      send(plain, first);
      try (SSLSocket socket =
          (SSLSocket)
              TrustedClients.sslContext(TestSite.settings(directory, HOST))
                  .getSocketFactory()
                  .createSocket(plain, "127.0.0.1", site.port(), true)) {
        socket
            .getOutputStream()
            .write(
                ("GET / HTTP/1.1\r\nHost: " + HOST + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      }
    }
  }

  private static Socket connect(TestSite site) throws IOException {
    Socket socket = new Socket(Ipv4.loopback(), site.port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static void send(Socket socket, ByteBuffer bytes) throws IOException {
    byte[] content = new byte[bytes.remaining()];
    bytes.duplicate().get(content);
    socket.getOutputStream().write(content);
  }

  private static ByteBuffer header(String token) throws IOException {
    return ProxyHeader.encode(
        InetAddress.getByAddress(new byte[] {10, 1, 2, 3}), 4000, token, Optional.of("/subnets/x"));
  }

  private static ByteBuffer ascii(String text) {
    return StandardCharsets.US_ASCII.encode(text);
  }
}
