package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.wire.BackendClient;
import dev.patienttests.local.gateway.wire.WireLoop;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.NetworkListener;
import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.net.VirtualNetwork;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls through the virtual network: CONNECT proxy, then TLS with the server that was named. */
class EgressCallsTest {
  private static final Subnet SUBNET =
      new Subnet("/subnets/gateway", "gateway", "10.0.1.0/24", Set.of("Microsoft.Web"));

  private final VirtualNetwork network = new VirtualNetwork("network-token");
  private Server server;
  private final WireLoop loop = new WireLoop();
  private BackendClient client;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    ListenerSettings settings = Configs.listener(directory);
    server = NetworkListener.server("site");
    ServerConnector connector =
        NetworkListener.behindNetwork(
            server, settings, NetworkListener.Sni.REQUIRED, configuration -> {});
    server.addConnector(connector);
    server.setHandler(new Echo());
    server.start();
    network.publish(Configs.HOST, "Microsoft.Web", connector.getLocalPort());
    client = new BackendClient(loop, settings, Optional.of(network.egress(SUBNET)));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    loop.close();
    server.stop();
    network.close();
  }

  /** Answers with the request's body and the subnet of the caller. */
  private static final class Echo extends Handler.Abstract {
    @Override
    public boolean handle(
        Request request, org.eclipse.jetty.server.Response response, Callback callback)
        throws Exception {
      response
          .getHeaders()
          .put("x-subnet", NetworkListener.callerOf(request).subnetId().orElse(""));
      Content.Sink.write(response, true, Content.Source.asString(request), callback);
      return true;
    }
  }

  private Response post(String host, String body) {
    return client.send(
        new Call(
            "POST",
            RequestUrl.parse("https://" + host + "/a"),
            new Headers(),
            Optional.of(body.getBytes(StandardCharsets.UTF_8)),
            Duration.ofSeconds(30)));
  }

  @Test
  void theServerSeesTheGatewaysSubnet() {
    Response response = post(Configs.HOST, "body");
    assertThat(response.headers().first("x-subnet")).contains("/subnets/gateway");
    assertThat(Engine.text(response.body().orElseThrow())).isEqualTo("body");
  }

  @Test
  void manyLargeCallsAtATimeGetTheirOwnAnswers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String body = String.valueOf((char) ('!' + i)).repeat(200_000 + i);
        answers.add(
            threads.submit(
                () -> Engine.text(post(Configs.HOST, body).body().orElseThrow()).equals(body)));
      }
      for (Future<Boolean> answer : answers) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aHostThatTheNetworkDoesNotKnowIsNotReached() {
    PolicyFailure failure =
        catchThrowableOfType(PolicyFailure.class, () -> post("elsewhere.example", "body"));
    assertThat(failure.reason()).isEqualTo("BackendConnectionFailure");
  }
}
