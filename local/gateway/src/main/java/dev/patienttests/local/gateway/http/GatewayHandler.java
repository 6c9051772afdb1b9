package dev.patienttests.local.gateway.http;

import dev.patienttests.local.gateway.ApiGateway;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policy.Pipeline;
import dev.patienttests.local.gateway.trace.Tracing;
import dev.patienttests.local.gateway.trace.Tracing.Traced;
import dev.patienttests.local.net.NetworkListener;
import dev.patienttests.local.net.TraceParent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Turns HTTP requests into exchanges and their outcome into HTTP responses. */
public final class GatewayHandler extends Handler.Abstract {
  /** Name of the connector that serves clients without the virtual network. */
  public static final String PUBLIC = "public";

  /** Headers of an answer that this server writes itself. */
  private static final Set<String> OWN = Set.of("content-length", "date");

  private static final String QUERY =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?";

  private static final String TRACE_HEADER = "x-pattern-trace";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final Logger LOG = Logger.getLogger("request");

  private final ApiGateway gateway;
  private final String hostName;
  private final Tracing tracing;

  /** Serves a gateway under its Azure host name, and traces requests that show a token for it. */
  public GatewayHandler(ApiGateway gateway, String hostName, Tracing tracing) {
    this.gateway = gateway;
    this.hostName = hostName.toLowerCase(Locale.ROOT);
    this.tracing = tracing;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    if (!isOurs(request)) {
      Response.writeError(request, response, callback, 421);
      return true;
    }
    if (!isWellFormed(request.getHttpURI().getQuery())) {
      Response.writeError(request, response, callback, 400);
      return true;
    }
    byte[] body;
    try {
      body = RequestBody.read(request);
    } catch (RequestBody.Refused e) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Response.writeError(request, response, callback, e.status());
      return true;
    }
    Optional<Traced> traced = tracing.isOpen() ? traced(request) : Optional.empty();
    Exchange exchange =
        traced.isPresent()
            ? gateway.serve(incoming(request, body), traced.get().recorder())
            : gateway.serve(incoming(request, body));
    traced
        .flatMap(t -> tracing.end(t, exchange))
        .ifPresent(id -> exchange.later().set(Tracing.ID_HEADER, id));
    // Policies have changed the exchange's headers; these are still the client's.
    String traceparent = request.getHeaders().get(TraceParent.HEADER);
    LOG.info(() -> RequestLine.of(exchange, Optional.ofNullable(traceparent)));
    send(exchange, response, callback);
    return true;
  }

  private Optional<Traced> traced(Request request) {
    return Optional.ofNullable(request.getHeaders().get(Tracing.TOKEN_HEADER))
        .flatMap(
            token ->
                tracing.begin(token, request.getMethod() + " " + request.getHttpURI().getPath()));
  }

  /** Whether a query is one that RFC 3986 (section 3.4) knows; no back end gets another. */
  private static boolean isWellFormed(String query) {
    if (query == null) {
      return true;
    }
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      boolean escaped =
          c == '%'
              && i + 2 < query.length()
              && Character.digit(query.charAt(i + 1), 16) >= 0
              && Character.digit(query.charAt(i + 2), 16) >= 0;
      if (!escaped && QUERY.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isOurs(Request request) {
    String host = request.getHttpURI().getHost();
    if (host == null) {
      return false;
    }
    String lower = host.toLowerCase(Locale.ROOT);
    boolean open = PUBLIC.equals(request.getConnectionMetaData().getConnector().getName());
    return lower.equals(hostName) || (open && LOOPBACK.contains(lower));
  }

  private static dev.patienttests.local.gateway.model.Request incoming(
      Request request, byte[] body) {
    Headers headers = new Headers();
    for (HttpField field : request.getHeaders()) {
      headers.add(field.getName(), field.getValue() == null ? "" : field.getValue());
    }
    HopByHop.remove(headers);
    headers.remove("Expect");
    String address = NetworkListener.callerOf(request).address();
    HttpURI uri = request.getHttpURI();
    String host = uri.getHost();
    int port = uri.getPort() > 0 ? uri.getPort() : 443;
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    // CONNECT has no path.
    String path = uri.getPath() == null ? "" : uri.getPath();
    RequestUrl url = new RequestUrl("https", host, port, path, query);
    Optional<MessageBody> content =
        body.length == 0 ? Optional.empty() : Optional.of(new MessageBody(body));
    return new dev.patienttests.local.gateway.model.Request(
        request.getMethod(), url, headers, content, address);
  }

  private static void send(Exchange exchange, Response response, Callback callback) {
    dev.patienttests.local.gateway.model.Response outcome = Pipeline.responseOf(exchange);
    response.setStatus(outcome.status());
    for (Headers.Line line : outcome.headers().lines()) {
      if (!OWN.contains(line.name().toLowerCase(Locale.ROOT))) {
        response.getHeaders().add(line.name(), line.value());
      }
    }
    for (Headers.Line line : exchange.later().lines()) {
      response.getHeaders().put(line.name(), line.value());
    }
    response.getHeaders().put(TRACE_HEADER, exchange.requestId().toString());
    byte[] content = outcome.body().map(MessageBody::content).orElse(new byte[0]);
    boolean noContent = outcome.status() == 204 || outcome.status() == 304;
    response.write(true, ByteBuffer.wrap(noContent ? new byte[0] : content), callback);
  }
}
