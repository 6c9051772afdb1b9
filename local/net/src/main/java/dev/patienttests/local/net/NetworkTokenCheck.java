package dev.patienttests.local.net;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ProxyConnectionFactory.ProxyEndPoint;

/**
 * Stands between the PROXY protocol and TLS: lets a connection on only if the virtual network
 * vouched for it with its token, and closes it without a word otherwise.
 */
final class NetworkTokenCheck extends AbstractConnectionFactory {
  private final byte[] token;
  private final String nextProtocol;

  NetworkTokenCheck(String token, String nextProtocol) {
    super("network-token");
    if (token.isEmpty()) {
      throw new IllegalArgumentException("The network token must not be empty");
    }
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.nextProtocol = nextProtocol;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    if (endPoint instanceof ProxyEndPoint proxied && vouchedFor(proxied)) {
      ConnectionFactory next = connector.getConnectionFactory(nextProtocol);
      return next.newConnection(connector, endPoint);
    }
    return new Closed(connector, endPoint);
  }

  private boolean vouchedFor(ProxyEndPoint endPoint) {
    byte[] given = endPoint.getTLV(ProxyHeader.TLV_TOKEN);
    return given != null && MessageDigest.isEqual(given, token);
  }

  private static final class Closed extends AbstractConnection implements Connection.UpgradeTo {
    Closed(Connector connector, EndPoint endPoint) {
      super(endPoint, connector.getExecutor());
    }

    @Override
    public void onOpen() {
      super.onOpen();
      close();
    }

    @Override
    public void onUpgradeTo(java.nio.ByteBuffer buffer) {
      // what came after the header is not looked at
    }

    @Override
    public void onFillable() {
      close();
    }
  }
}
