package dev.patienttests.local.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.patienttests.local.net.NetworkListener.Sni;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressTest {
  private static final String HOST = "func-a.azurewebsites.net";
  private static final Subnet WITH_ENDPOINT =
      new Subnet("/subnets/a", "a", "10.0.1.0/24", Set.of("Microsoft.Web"));
  private static final Subnet WITHOUT_ENDPOINT =
      new Subnet("/subnets/b", "b", "10.0.2.0/24", Set.of("Microsoft.KeyVault"));

  @TempDir Path directory;
  private final VirtualNetwork network = new VirtualNetwork(TestSite.TOKEN);

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aSubnetWithTheServiceEndpointCallsAsItself() throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.REQUIRED)) {
      network.publish(HOST, "Microsoft.Web", site.port());
      assertThat(get(client(WITH_ENDPOINT), HOST)).isEqualTo(HOST + " 10.0.1.4 /subnets/a");
    }
  }

  @Test
  void aSubnetWithoutTheServiceEndpointCallsFromAPublicAddress() throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.REQUIRED)) {
      network.publish(HOST, "Microsoft.Web", site.port());
      assertThat(get(client(WITHOUT_ENDPOINT), HOST)).matches(HOST + " 198\\.51\\.100\\.\\d+ -");
    }
  }

  @Test
  void theInternetCallsFromAPublicAddressAndFromNoSubnet() throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.REQUIRED)) {
      network.publish(HOST, "Microsoft.Web", site.port());
      assertThat(get(client(network.internet()), HOST)).matches(HOST + " [0-9.]+ -");
    }
  }

  @Test
  void namesAreComparedIgnoringCase() throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.REQUIRED)) {
      network.publish("FUNC-A.azurewebsites.net", "Microsoft.Web", site.port());
      assertThat(get(client(WITH_ENDPOINT), HOST)).startsWith(HOST);
    }
  }

  @Test
  void aServerWithTheCertificateOfAnotherHostIsNotTrusted() throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.OPTIONAL)) {
      network.publish("func-b.azurewebsites.net", "Microsoft.Web", site.port());
      HttpClient client = client(WITH_ENDPOINT);
      assertThatIOException()
          .isThrownBy(() -> get(client, "func-b.azurewebsites.net"))
          .withRootCauseInstanceOf(java.security.cert.CertificateException.class);
    }
  }

  @Test
  void aServerOfAnotherAuthorityIsNotTrusted() throws Exception {
    Path elsewhere = directory.resolve("other");
    try (TestSite site = TestSite.start(elsewhere, HOST, Sni.OPTIONAL)) {
      network.publish(HOST, "Microsoft.Web", site.port());
      HttpClient client = client(WITH_ENDPOINT);
      assertThatIOException()
          .isThrownBy(() -> get(client, HOST))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void anUnknownHostIsRefusedWithItsName() throws Exception {
    assertThat(say(WITH_ENDPOINT, "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .endsWith("\r\n\r\nHost example.com is not known in this network\n");
  }

  @Test
  void anotherPortIsRefused() throws Exception {
    network.publish(HOST, "Microsoft.Web", 1);
    assertThat(say(WITH_ENDPOINT, "CONNECT " + HOST + ":22 HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .contains("Only port 443");
  }

  @Test
  void anotherMethodIsRefused() throws Exception {
    assertThat(say(WITH_ENDPOINT, "GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .contains("Only CONNECT");
  }

  @Test
  void whatIsNoRequestIsRefused() throws Exception {
    assertThat(say(WITH_ENDPOINT, "HELLO\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(say(WITH_ENDPOINT, "CONNECT a:443 HTTP/1.1\r\n bad\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(say(WITH_ENDPOINT, "CONNECT a:443 HTTP/1.1\r\nx: " + "x".repeat(9000)))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void aHostWithoutAProcessIsABadGateway() throws Exception {
    network.publish(HOST, "Microsoft.Web", () -> 0);
    assertThat(say(WITH_ENDPOINT, "CONNECT " + HOST + ":443 HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 502 ")
        .contains(HOST + " accepts no connection");
  }

  @Test
  void aClientThatDoesNotFinishItsRequestIsDropped() throws Exception {
    try (VirtualNetwork impatient = new VirtualNetwork(TestSite.TOKEN, 50_000_000);
        Socket socket = connect(impatient.egress(WITH_ENDPOINT))) {
      socket.getOutputStream().write("CONNECT ".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void stoppingAHostCutsOpenConnectionsAndRefusesNewOnesUntilItIsStarted() throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.REQUIRED)) {
      network.publish(HOST, "Microsoft.Web", site.port());
      InetSocketAddress proxy = network.egress(WITH_ENDPOINT);
      try (Socket open = tunnel(proxy)) {
        network.stop(HOST);
        assertThat(open.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(say(proxy, "CONNECT " + HOST + ":443 HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 502 ")
          .contains(HOST + " is stopped");
      network.start(HOST);
      assertThat(get(client(proxy), HOST)).startsWith(HOST);
    }
  }

  @Test
  void aHostThatIsNotKnownCannotBeStopped() {
    assertThatIllegalArgumentException().isThrownBy(() -> network.stop("nobody.example"));
  }

  @Test
  void aWithdrawnHostIsUnknownAndItsConnectionsAreCut() throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.REQUIRED)) {
      network.publish(HOST, "Microsoft.Web", site.port());
      InetSocketAddress proxy = network.egress(WITH_ENDPOINT);
      try (Socket open = tunnel(proxy)) {
        network.withdraw(HOST);
        assertThat(open.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(say(proxy, "CONNECT " + HOST + ":443 HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void aProcessMayRestartOnAnotherPort() throws Exception {
    AtomicInteger port = new AtomicInteger();
    network.publish(HOST, "Microsoft.Web", port::get);
    HttpClient client = client(WITH_ENDPOINT);
    for (int run = 0; run < 2; run++) {
      try (TestSite site = TestSite.start(directory, HOST, Sni.REQUIRED)) {
        port.set(site.port());
        assertThat(get(client, HOST)).startsWith(HOST);
      }
    }
  }

  @Test
  void closingTheNetworkClosesListenersAndConnections() throws Exception {
    try (TestSite site = TestSite.start(directory, HOST, Sni.REQUIRED)) {
      network.publish(HOST, "Microsoft.Web", site.port());
      InetSocketAddress proxy = network.egress(WITH_ENDPOINT);
      try (Socket open = tunnel(proxy)) {
        network.close();
        assertThat(open.getInputStream().read()).isEqualTo(-1);
      }
      assertThatIOException().isThrownBy(() -> connect(proxy));
    }
  }

  private HttpClient client(Subnet subnet) throws Exception {
    return client(network.egress(subnet));
  }

  private HttpClient client(InetSocketAddress proxy) throws Exception {
    return TrustedClients.httpClient(
        TestSite.settings(directory, HOST), "127.0.0.1:" + proxy.getPort());
  }

  private static String get(HttpClient client, String host)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + host + "/")).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private String say(Subnet subnet, String request) throws IOException {
    return say(network.egress(subnet), request);
  }

  private static String say(InetSocketAddress proxy, String request) throws IOException {
    try (Socket socket = connect(proxy)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static Socket tunnel(InetSocketAddress proxy) throws IOException {
    Socket socket = connect(proxy);
    socket
        .getOutputStream()
        .write(("CONNECT " + HOST + ":443 HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    String expected = "HTTP/1.1 200 Connection established\r\n\r\n";
    byte[] answer = socket.getInputStream().readNBytes(expected.length());
    assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo(expected);
    return socket;
  }

  private static Socket connect(InetSocketAddress address) throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(5_000);
    return socket;
  }
}
