package dev.patienttests.benchmarks.bare;

import dev.patienttests.local.net.ChildProcess.Running;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.NetworkListener;
import dev.patienttests.local.net.Ports;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** The listeners of the bare chain: those of the local stack, with next to nothing behind them. */
final class BareServer {
  private BareServer() {}

  /** What is answered, as JSON unless it is empty. */
  record Answer(int status, Map<String, String> headers, String body) {
    Answer(int status, String body) {
      this(status, Map.of(), body);
    }
  }

  /** Makes the answer to one request; may block, as the handlers of the stack do. */
  @FunctionalInterface
  interface Answering {
    Answer answer(Request request, byte[] body) throws Exception;
  }

  /** Listens behind the virtual network. */
  static Running behindNetwork(String name, ListenerSettings settings, Answering answering)
      throws Exception {
    Server server = NetworkListener.server(name);
    ServerConnector connector =
        NetworkListener.behindNetwork(server, settings, NetworkListener.Sni.REQUIRED, http -> {});
    start(server, connector, answering);
    return new Running(Ports.none().withNetwork(connector.getLocalPort()), server::stop);
  }

  /** Listens where clients come from outside the virtual network. */
  static Running publicly(String name, ListenerSettings settings, Answering answering)
      throws Exception {
    Server server = NetworkListener.server(name);
    ServerConnector connector = NetworkListener.publicTls(server, settings, 0, http -> {});
    start(server, connector, answering);
    return new Running(Ports.none().withPublic(connector.getLocalPort()), server::stop);
  }

  private static void start(Server server, ServerConnector connector, Answering answering)
      throws Exception {
    server.addConnector(connector);
    server.setHandler(new BlockingHandler(answering));
    server.start();
  }

  /** The named member of a configuration, which the process cannot do without. */
  static <T> T required(Optional<T> member) {
    return member.orElseThrow(() -> new IllegalArgumentException("Configuration is incomplete"));
  }

  private static final class BlockingHandler extends Handler.Abstract {
    private final Answering answering;

    BlockingHandler(Answering answering) {
      this.answering = answering;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      byte[] body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
      Answer answer = answering.answer(request, body);
      response.setStatus(answer.status());
      answer.headers().forEach(response.getHeaders()::put);
      if (!answer.body().isEmpty()) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      }
      response.write(
          true, ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)), callback);
      return true;
    }
  }
}
