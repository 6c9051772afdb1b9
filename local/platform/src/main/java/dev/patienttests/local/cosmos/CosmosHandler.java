package dev.patienttests.local.cosmos;

import dev.patienttests.local.net.NetworkListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Passes HTTP requests to the account that their host name belongs to. */
final class CosmosHandler extends Handler.Abstract {

  private static final Logger LOG = Logger.getLogger(CosmosHandler.class.getName());

  /** Azure documentation, service quotas: 2 MB for an item and for a batch. */
  private static final int LARGEST_BODY = 2 * 1024 * 1024;

  private final Map<String, AccountEndpoint> accounts;
  private final Optional<AccountEndpoint> fallback;

  /**
   * Serves these accounts by host name.
   *
   * @param fallback answers for every other name; absent where such a request is declined
   */
  CosmosHandler(Map<String, AccountEndpoint> accounts, Optional<AccountEndpoint> fallback) {
    this.accounts = Map.copyOf(accounts);
    this.fallback = fallback;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Answer answer;
    try {
      answer = answer(request);
    } catch (CosmosException e) {
      answer = Answer.error(e);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.SEVERE, "A request failed", e);
      answer = Answer.json(500, Json.object().put("code", "InternalServerError"));
    }
    send(answer, request, response, callback);
    return true;
  }

  private Answer answer(Request request) throws IOException {
    String host = Request.getServerName(request).toLowerCase(Locale.ROOT);
    AccountEndpoint account =
        Optional.ofNullable(accounts.get(host))
            .or(() -> fallback)
            .orElseThrow(() -> CosmosException.notFound("The account of host " + host));
    CosmosRequest read =
        new CosmosRequest(
            request.isSecure() ? "https" : "http",
            request.getMethod(),
            CosmosRequest.segments(request.getHttpURI().getPath()),
            request.getHeaders()::get,
            body(request));
    return account.answer(read, NetworkListener.callerOf(request));
  }

  private static byte[] body(Request request) throws IOException {
    try (InputStream content = Content.Source.asInputStream(request)) {
      byte[] body = content.readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        // Read on for a while: a client that is still sending would see no answer, but a reset.
        content.readNBytes(LARGEST_BODY);
        throw CosmosException.tooLarge(LARGEST_BODY);
      }
      return body;
    }
  }

  private static void send(Answer answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put("x-ms-request-charge", "1");
    String activity = request.getHeaders().get("x-ms-activity-id");
    if (activity != null) {
      response.getHeaders().put("x-ms-activity-id", activity);
    }
    if (answer.body().length > 0) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    }
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }
}
