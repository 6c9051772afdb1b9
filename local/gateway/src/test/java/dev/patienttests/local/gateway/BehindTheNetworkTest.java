package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.RawGateway.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.net.VirtualNetwork;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** The listener that only the virtual network reaches. */
class BehindTheNetworkTest extends WithRawGateway {
  private static final Subnet SUBNET =
      new Subnet("/subnets/front", "front", "10.0.7.0/24", Set.of("Microsoft.Web"));
  private static final String KEY = Engine.KEY + ": clinic-demo-key-1\r\n";

  /** What a client gets that comes from the subnet, by a network with that token. */
  private String send(String networkToken, String host) throws IOException {
    try (VirtualNetwork network = new VirtualNetwork(networkToken)) {
      network.publish(Configs.HOST, "Microsoft.Web", gateway.networkPort());
      int port = network.forward(SUBNET, Configs.HOST, 0).getPort();
      String request =
          "GET /shop/v1/things HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + KEY;
      try (Socket socket = gateway.connect(port)) {
        socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      }
    }
  }

  @Test
  void whoComesByTheNetworkIsServedWithTheAddressThatItHasThere() throws IOException {
    assertThat(status(send("network-token", Configs.HOST))).isEqualTo(200);
    assertThat(gateway.backend().last().header("X-Forwarded-For")).startsWith("10.0.7.");
  }

  @Test
  void aClientOfTheNetworkCallsTheGatewayByItsNameAlone() throws IOException {
    assertThat(status(send("network-token", "localhost"))).isEqualTo(421);
    assertThat(gateway.backend().received()).isEmpty();
  }

  @Test
  void whomAnotherNetworkVouchesForIsNotServed() {
    assertThatThrownBy(() -> send("another-token", Configs.HOST)).isInstanceOf(IOException.class);
    assertThat(gateway.backend().received()).isEmpty();
  }

  @Test
  void whoComesPastTheNetworkIsNotServed() {
    assertThatThrownBy(
            () -> {
              try (Socket socket = gateway.connect(gateway.networkPort())) {
                ((SSLSocket) socket).startHandshake();
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(gateway.backend().received()).isEmpty();
  }
}
