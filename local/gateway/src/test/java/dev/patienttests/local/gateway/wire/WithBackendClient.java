package dev.patienttests.local.gateway.wire;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of a client whose backends are {@link ScriptedServer}s. */
abstract class WithBackendClient {
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  final WireLoop loop = new WireLoop();
  BackendClient client;

  @BeforeEach
  void start() throws Exception {
    client = new BackendClient(loop, SslContextBuilder.forClient().build(), Optional.empty());
  }

  @AfterEach
  void stop() {
    client.close();
    loop.close();
  }

  static Call call(ScriptedServer server, String method, Headers headers) {
    return new Call(method, server.url(), headers, Optional.empty(), Duration.ofSeconds(20));
  }

  PolicyFailure failure(Call call) {
    return catchThrowableOfType(PolicyFailure.class, () -> client.send(call));
  }
}
