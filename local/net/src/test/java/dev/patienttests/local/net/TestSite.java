package dev.patienttests.local.net;

import java.nio.file.Path;
import java.util.Set;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A server behind the virtual network that answers with its name and who it thinks is calling. */
final class TestSite implements AutoCloseable {
  static final String TOKEN = "the-network-token";
  static final String PASSWORD = "test-store-password";

  private final Server server;
  private final ServerConnector connector;

  private TestSite(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  static TestSite start(Path directory, String hostName, NetworkListener.Sni sni) throws Exception {
    ListenerSettings settings = settings(directory, hostName);
    Server server = NetworkListener.server("test-" + hostName);
    ServerConnector connector =
        NetworkListener.behindNetwork(server, settings, sni, configuration -> {});
    return start(server, connector, hostName);
  }

  static TestSite startPublic(Path directory) throws Exception {
    ListenerSettings settings = settings(directory, "localhost");
    Server server = NetworkListener.server("test-public");
    return start(
        server, NetworkListener.publicTls(server, settings, 0, configuration -> {}), "localhost");
  }

  static TestSite startPlain() throws Exception {
    Server server = NetworkListener.server("test-plain");
    return start(server, NetworkListener.loopbackHttp(server, 0, configuration -> {}), "plain");
  }

  static ListenerSettings settings(Path directory, String hostName) throws Exception {
    DevelopmentCa ca = DevelopmentCa.open(directory, PASSWORD);
    Path keyStore = directory.resolve(hostName + ".p12");
    ca.issue(keyStore, Set.of(hostName));
    return new ListenerSettings(keyStore, ca.trustStore(), PASSWORD, TOKEN);
  }

  private static TestSite start(Server server, ServerConnector connector, String name)
      throws Exception {
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            Caller caller = NetworkListener.callerOf(request);
            Content.Sink.write(
                response,
                true,
                name + " " + caller.address() + " " + caller.subnetId().orElse("-"),
                callback);
            return true;
          }
        });
    server.start();
    return new TestSite(server, connector);
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new AssertionError("Test server did not stop", e);
    }
  }
}
