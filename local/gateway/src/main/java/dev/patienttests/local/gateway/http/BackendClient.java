package dev.patienttests.local.gateway.http;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Calls out through the virtual network's CONNECT proxy, with kept connections. */
public final class BackendClient implements OutboundCalls, AutoCloseable {
  /** Longest response that is buffered. */
  public static final int MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

  /**
   * How long an unused connection is kept: shorter than the 120 s after which servers of the stack
   * close it, so that no request meets a connection that is about to go.
   */
  static final Duration IDLE = Duration.ofSeconds(60);

  private static final int HEADER_BYTES = 64 * 1024;
  private static final int MAX_CONNECTIONS = 200;
  private static final int SELECTORS = 2;
  private static final long CONNECT_MILLIS = 5_000;
  private static final long SPARE_MILLIS = 1_000;

  private static final Set<String> BODY_METHODS = Set.of("POST", "PUT", "PATCH");

  private final HttpClient client;

  /**
   * Starts a client.
   *
   * @param tls trusts the development CA
   * @param proxy the egress proxy; without it calls go out directly
   */
  public BackendClient(SSLContext tls, Optional<InetSocketAddress> proxy) throws Exception {
    ClientConnector connector = new ClientConnector();
    SslContextFactory.Client ssl = new SslContextFactory.Client();
    ssl.setSslContext(tls);
    ssl.setEndpointIdentificationAlgorithm("HTTPS");
    connector.setSslContextFactory(ssl);
    QueuedThreadPool threads = new QueuedThreadPool(MAX_CONNECTIONS, 4);
    threads.setName("backend");
    threads.setDaemon(true);
    connector.setExecutor(threads);
    connector.setSelectors(SELECTORS);
    HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector);
    // Listeners of a response only collect bytes: no other thread is needed to read it.
    transport.setInvocationType(Invocable.InvocationType.NON_BLOCKING);
    client = new HttpClient(transport);
    client.setIdleTimeout(IDLE.toMillis());
    client.setFollowRedirects(false);
    // What the gateway accepts and what it adds must fit; the back end says 431 if it does not.
    client.setRequestBufferSize(HEADER_BYTES);
    // What the client did not say about its content, the gateway does not say either.
    client.setDefaultRequestContentType(null);
    client.setUserAgentField(null);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
    client.setConnectTimeout(CONNECT_MILLIS);
    proxy.ifPresent(
        address ->
            client
                .getProxyConfiguration()
                .addProxy(new HttpProxy(address.getHostString(), address.getPort())));
    client.start();
    client.getContentDecoderFactories().clear();
    client.getProtocolHandlers().clear();
  }

  @Override
  public Response send(Call call) {
    Request request = request(call);
    CompletableFuture<ContentResponse> answer =
        new CompletableResponseListener(request, MAX_RESPONSE_BYTES).send();
    try {
      return response(answer.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      throw connectionFailure(call, "interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw PolicyFailure.fault(
            "Timeout", "No answer from " + call.url().authority() + " in time");
      }
      throw connectionFailure(call, reasonOf(e.getCause()));
    }
  }

  /** Only of these it is known that their text holds nothing of the request. */
  private static String reasonOf(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    boolean plain = cause instanceof ConnectException || cause instanceof SSLException;
    return plain ? name + ", " + cause.getMessage() : name;
  }

  private static PolicyFailure connectionFailure(Call call, String why) {
    return PolicyFailure.fault(
        "BackendConnectionFailure", "Call to " + call.url().authority() + " failed: " + why);
  }

  private Request request(Call call) {
    Request request =
        client
            .newRequest(call.url().toString())
            .method(call.method())
            .timeout(call.timeout().toMillis(), TimeUnit.MILLISECONDS)
            // The total time decides while a request is under way, not the idle time of the pool.
            .idleTimeout(call.timeout().toMillis() + SPARE_MILLIS, TimeUnit.MILLISECONDS);
    Headers headers = call.headers();
    request.headers(
        fields -> {
          for (Headers.Line line : headers.lines()) {
            boolean own =
                line.name().equalsIgnoreCase("Host")
                    || line.name().equalsIgnoreCase("Content-Length")
                    || line.name().equalsIgnoreCase("Expect");
            if (!own) {
              fields.add(line.name(), line.value());
            }
          }
        });
    call.body()
        .filter(body -> body.length > 0)
        .ifPresent(
            body ->
                request.body(
                    new BytesRequestContent(headers.first("Content-Type").orElse(null), body)));
    boolean emptyBody = call.body().map(body -> body.length == 0).orElse(true);
    if (emptyBody && BODY_METHODS.contains(call.method())) {
      request.headers(fields -> fields.put(HttpHeader.CONTENT_LENGTH, "0"));
    }
    return request;
  }

  private static Response response(ContentResponse answer) {
    Headers headers = new Headers();
    for (HttpField field : answer.getHeaders()) {
      headers.add(field.getName(), field.getValue() == null ? "" : field.getValue());
    }
    HopByHop.remove(headers);
    headers.remove("Content-Length");
    byte[] content = answer.getContent();
    return new Response(
        answer.getStatus(),
        answer.getReason() == null ? "" : answer.getReason(),
        headers,
        content == null || content.length == 0
            ? Optional.empty()
            : Optional.of(new MessageBody(content)));
  }

  @Override
  public void close() {
    LifeCycle.stop(client);
  }
}
