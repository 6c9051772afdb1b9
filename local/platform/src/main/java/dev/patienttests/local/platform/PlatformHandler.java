package dev.patienttests.local.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Passes requests to the part of the platform that they are for. */
final class PlatformHandler extends Handler.Abstract {

  private static final Logger LOG = Logger.getLogger(PlatformHandler.class.getName());

  private static final int MOST_LEFT_OVER = 1024 * 1024;

  private final Router router;

  /** One part of the platform. */
  interface Endpoint {
    HttpAnswer answer(HttpCall call) throws IOException;
  }

  /** Finds the part that a request is for. */
  interface Router {
    Optional<Endpoint> route(Request request, HttpCall call);
  }

  PlatformHandler(Router router) {
    this.router = router;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpAnswer answer;
    try {
      HttpCall call = new HttpCall(request);
      Optional<Endpoint> endpoint = router.route(request, call);
      answer = endpoint.isPresent() ? endpoint.get().answer(call) : HttpAnswer.empty(404);
    } catch (IOException e) {
      answer = HttpAnswer.empty(400);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "A request failed", e);
      answer = HttpAnswer.empty(500);
    }
    readOn(request);
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    byte[] body = answer.body().orElse(new byte[0]);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  /**
   * Takes what a refused request still sends: the connection would be closed under a client that
   * has its answer and goes on to the next request.
   */
  private static void readOn(Request request) {
    try (InputStream rest = Content.Source.asInputStream(request)) {
      var unused = rest.readNBytes(MOST_LEFT_OVER);
    } catch (IOException e) {
      // The client is gone, or its body was given up on as too large: the connection ends anyway.
    }
  }
}
