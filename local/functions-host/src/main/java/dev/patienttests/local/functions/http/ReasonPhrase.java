package dev.patienttests.local.functions.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** Puts a reason phrase of its own into a status line, for which Jetty has no method. */
final class ReasonPhrase {
  private ReasonPhrase() {}

  static void use(Request request, String reason) {
    request.addHttpStreamWrapper(stream -> new Stream(stream, reason));
  }

  private static final class Stream extends HttpStream.Wrapper {
    private final String reason;

    Stream(HttpStream wrapped, String reason) {
      super(wrapped);
      this.reason = reason;
    }

    @Override
    public void send(
        MetaData.Request request,
        MetaData.Response response,
        boolean last,
        ByteBuffer content,
        Callback callback) {
      super.send(request, response == null ? null : named(response), last, content, callback);
    }

    private MetaData.Response named(MetaData.Response response) {
      return new MetaData.Response(
          response.getStatus(),
          reason,
          response.getHttpVersion(),
          response.getHttpFields(),
          response.getContentLength(),
          response.getTrailersSupplier());
    }
  }
}
