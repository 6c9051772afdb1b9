package dev.patienttests.local.functions.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Lets Jetty pass on request targets octet by octet. Jetty's own reading refuses or normalises much
 * that Kestrel takes, so the parser is handed each request line with its target wrapped, and the
 * handler unwraps it.
 */
public final class RawTargets {
  /** Room for Kestrel's longest request line once its target is wrapped. */
  private static final int HEADER_BYTES = 64 * 1024;

  /** Stands for a request line that Kestrel answers with 400. */
  static final String BAD = "GET /b HTTP/1.1";

  /** Stands for a request line beyond Kestrel's limit: 414. */
  static final String TOO_LONG = "GET /l HTTP/1.1";

  private static final char ORDINARY = 't';
  private static final char CONNECT = 'c';
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private RawTargets() {}

  /** Makes a connector wrap targets; call it before the connector starts. */
  public static void use(ServerConnector connector) {
    HttpConfiguration configuration =
        connector.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
    configuration.setRequestHeaderSize(HEADER_BYTES);
    configuration.setHeaderCacheCaseSensitive(true);
    connector.addConnectionFactory(new Factory(configuration));
  }

  /**
   * The target of a request that came through such a connector.
   *
   * @throws BadTargetException when the listener must answer itself
   */
  public static Target of(Request request) {
    String wrapped = request.getHttpURI().getPath();
    if (wrapped.length() < 2 || wrapped.charAt(1) == 'b') {
      throw new BadTargetException(400);
    }
    if (wrapped.charAt(1) == 'l') {
      throw new BadTargetException(414);
    }
    String raw =
        new String(
            Base64.getUrlDecoder().decode(wrapped.substring(2)), StandardCharsets.ISO_8859_1);
    String method = wrapped.charAt(1) == CONNECT ? "CONNECT" : request.getMethod();
    String host = request.getHeaders().get(HttpHeader.HOST);
    return Target.read(method, raw, host == null ? "" : host);
  }

  /** A request line that Jetty reads without loss; CONNECT would otherwise open a tunnel. */
  static String wrap(String method, String target, String version) {
    boolean connect = method.equals("CONNECT");
    String encoded = ENCODER.encodeToString(target.getBytes(StandardCharsets.ISO_8859_1));
    return (connect ? "POST" : method)
        + " /"
        + (connect ? CONNECT : ORDINARY)
        + encoded
        + " "
        + version;
  }

  private static final class Factory extends HttpConnectionFactory {
    Factory(HttpConfiguration configuration) {
      super(configuration);
    }

    @Override
    public org.eclipse.jetty.io.Connection newConnection(
        Connector connector, org.eclipse.jetty.io.EndPoint endPoint) {
      return configure(
          new RawTargetConnection(getHttpConfiguration(), connector, endPoint),
          connector,
          endPoint);
    }
  }
}
