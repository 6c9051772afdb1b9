package dev.patienttests.local.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory.ProxyEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Listeners of the stack's processes, all on the loopback address and HTTP/1.1. Each method returns
 * a connector that belongs to the server but is not yet added to it: add it, start the server, then
 * ask {@link ServerConnector#getLocalPort()}.
 */
public final class NetworkListener {
  /** On every answer of the stack. */
  static final String TRACE_HEADER = "x-pattern-trace";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int MAX_THREADS = 200;
  private static final int MIN_THREADS = 8;
  private static final int HEADER_BYTES = 32 * 1024;
  private static final long IDLE_MILLIS = 120_000;
  private static final long STOP_MILLIS = 1_000;

  private NetworkListener() {}

  /** A server whose threads carry that name and do not keep the process alive. */
  public static Server server(String name) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName(name);
    threads.setDaemon(true);
    Server server = new Server(threads);
    server.setStopTimeout(STOP_MILLIS);
    server.setErrorHandler(new PlainErrors());
    return server;
  }

  /**
   * A listener behind the virtual network, on any free port: PROXY protocol version 2 with the
   * network's token, then TLS, then HTTP/1.1. A connection without the token is closed before TLS.
   *
   * @param sni whether a client must name the server
   * @param http changes to limits and compliance, applied last
   */
  public static ServerConnector behindNetwork(
      Server server, ListenerSettings settings, Sni sni, Consumer<HttpConfiguration> http) {
    SslConnectionFactory tls = tls(settings, sni);
    NetworkTokenCheck check = new NetworkTokenCheck(settings.networkToken(), tls.getProtocol());
    return connector(
        server,
        0,
        new ProxyConnectionFactory(check.getProtocol()),
        check,
        tls,
        new HttpConnectionFactory(configuration(sni, http)));
  }

  /** A TLS listener that clients reach without the virtual network. */
  public static ServerConnector publicTls(
      Server server, ListenerSettings settings, int port, Consumer<HttpConfiguration> http) {
    return connector(
        server,
        port,
        tls(settings, Sni.OPTIONAL),
        new HttpConnectionFactory(configuration(Sni.OPTIONAL, http)));
  }

  /** A plain listener for the stack itself; port 0 is any free one. */
  public static ServerConnector loopbackHttp(
      Server server, int port, Consumer<HttpConfiguration> http) {
    HttpConfiguration configuration = strict();
    http.accept(configuration);
    return connector(server, port, new HttpConnectionFactory(configuration));
  }

  /** Whether a client must name the server in its TLS handshake (RFC 6066, server name). */
  public enum Sni {
    /** No name: the first certificate is shown. */
    OPTIONAL,
    /** No name, or one without a certificate: the handshake fails. */
    REQUIRED
  }

  /**
   * Who opened the connection that a request came by: what the virtual network said of them, or, on
   * other listeners, the peer's address without a subnet.
   */
  public static Caller callerOf(Request request) {
    String address = addressOf(request.getConnectionMetaData().getRemoteSocketAddress());
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    while (endPoint instanceof EndPoint.Wrapper wrapper) {
      if (endPoint instanceof ProxyEndPoint proxied) {
        return new Caller(address, textOf(proxied.getTLV(ProxyHeader.TLV_SUBNET)));
      }
      endPoint = wrapper.unwrap();
    }
    return new Caller(address, Optional.empty());
  }

  private static String addressOf(SocketAddress remote) {
    return remote instanceof InetSocketAddress internet && internet.getAddress() != null
        ? internet.getAddress().getHostAddress()
        : LOOPBACK;
  }

  private static Optional<String> textOf(byte[] value) {
    return value == null
        ? Optional.empty()
        : Optional.of(new String(value, StandardCharsets.UTF_8));
  }

  private static ServerConnector connector(
      Server server, int port, ConnectionFactory... protocols) {
    ServerConnector connector = new ServerConnector(server, 1, 1, protocols);
    connector.setHost(LOOPBACK);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptedTcpNoDelay(true);
    connector.setShutdownIdleTimeout(STOP_MILLIS / 2);
    return connector;
  }

  private static SslConnectionFactory tls(ListenerSettings settings, Sni sni) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStorePath(settings.keyStore().toUri().toString());
    context.setKeyStoreType("PKCS12");
    context.setKeyStorePassword(settings.storePassword());
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    context.setSniRequired(sni == Sni.REQUIRED);
    context.setRenegotiationAllowed(false);
    return new SslConnectionFactory(context, "http/1.1");
  }

  private static HttpConfiguration configuration(Sni sni, Consumer<HttpConfiguration> http) {
    HttpConfiguration configuration = strict();
    SecureRequestCustomizer secure = new SecureRequestCustomizer();
    secure.setSniRequired(sni == Sni.REQUIRED);
    // The part behind decides what an unknown Host means; Azure's front end has its own answer.
    secure.setSniHostCheck(false);
    configuration.addCustomizer(secure);
    http.accept(configuration);
    return configuration;
  }

  /** Every answer says by which trace it is found in the logs; a part may put its own there. */
  private static Request trace(Request request, HttpFields.Mutable answer) {
    answer.put(TRACE_HEADER, RandomIds.next().toString());
    return request;
  }

  private static HttpConfiguration strict() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.addCustomizer(NetworkListener::trace);
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    configuration.setIdleTimeout(IDLE_MILLIS);
    return configuration;
  }
}
