package dev.patienttests.local.functions.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;

/** An HTTP/1.1 connection whose parser wraps request targets. */
final class RawTargetConnection extends HttpConnection {
  RawTargetConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
    super(configuration, connector, endPoint);
  }

  @Override
  protected HttpParser newHttpParser(HttpCompliance compliance) {
    HttpConfiguration configuration = getHttpConfiguration();
    HttpParser parser =
        new Parser(newRequestHandler(), configuration.getRequestHeaderSize(), compliance);
    parser.setHeaderCacheSize(configuration.getHeaderCacheSize());
    parser.setHeaderCacheCaseSensitive(configuration.isHeaderCacheCaseSensitive());
    return parser;
  }

  /** Collects each request line, then hands it to Jetty with its target wrapped. */
  private static final class Parser extends HttpParser {
    private final RequestLine line = new RequestLine();

    Parser(RequestHandler handler, int maxHeaderBytes, HttpCompliance compliance) {
      super(handler, maxHeaderBytes, compliance);
    }

    @Override
    public boolean parseNext(ByteBuffer buffer) {
      if (!isState(State.START) || isAtEOF() || !buffer.hasRemaining()) {
        return super.parseNext(buffer);
      }
      while (buffer.hasRemaining()) {
        if (line.add(buffer.get())) {
          ByteBuffer wrapped = ByteBuffer.wrap(line.take());
          boolean handled = super.parseNext(wrapped);
          return handled || super.parseNext(buffer);
        }
      }
      return false;
    }
  }
}
