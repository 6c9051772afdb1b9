package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.ApiGateway;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policy.FailurePlace;
import dev.patienttests.local.gateway.trace.Tracing;
import dev.patienttests.local.gateway.trace.Tracing.Traced;
import dev.patienttests.local.net.TraceParent;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * What a listener serves: turns HTTP requests into exchanges and their outcome into HTTP responses.
 *
 * @param gateway serves them
 * @param hostName the gateway's Azure host name
 * @param open whether clients come without the virtual network, and may call it localhost
 * @param tracing traces requests that show a token for it
 * @param threads those that may wait
 */
public record GatewaySite(
    ApiGateway gateway, String hostName, boolean open, Tracing tracing, Executor threads) {
  /** For clients that come without the virtual network. */
  public static GatewaySite of(
      ApiGateway gateway, String hostName, Tracing tracing, Executor threads) {
    return new GatewaySite(gateway, hostName.toLowerCase(Locale.ROOT), true, tracing, threads);
  }

  /** The same for clients of the virtual network, which call it by its host name alone. */
  public GatewaySite closed() {
    return new GatewaySite(gateway, hostName, false, tracing, threads);
  }

  /** What the virtual network says of the client's address. */
  static final AttributeKey<String> ADDRESS = AttributeKey.valueOf("client address");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Logger LOG = Logger.getLogger("request");
  private static final WireResponses RESPONSES = new WireResponses(InstantSource.system());

  /** A whole request; its connection says whose it is. */
  record Received(HttpRequest head, RequestUrl url, Optional<MessageBody> body, Channel channel) {
    Request request() {
      Headers headers = BackendMessages.headers(head.headers());
      headers.remove("Expect");
      return new Request(head.method().name(), url, headers, body, address());
    }

    private String address() {
      String told = channel.attr(ADDRESS).get();
      if (told != null) {
        return told;
      }
      return channel.remoteAddress() instanceof InetSocketAddress internet
          ? internet.getAddress().getHostAddress()
          : "127.0.0.1";
    }
  }

  /** Whether a host is this site. */
  boolean serves(String host) {
    return host.equals(hostName) || (open && LOOPBACK.contains(host));
  }

  /** Serves a request and waits for nothing; the answer may come in any thread. */
  void serve(Received received, Consumer<FullHttpResponse> answer) {
    Optional<Traced> traced = tracing.isOpen() ? traced(received) : Optional.empty();
    if (traced.isPresent()) {
      gateway.serve(
          received.request(),
          traced.get().recorder(),
          threads,
          done -> answer.accept(end(received, traced.get(), done)));
    } else {
      gateway.serve(received.request(), threads, done -> answer.accept(end(received, done)));
    }
  }

  private Optional<Traced> traced(Received received) {
    return Optional.ofNullable(received.head().headers().get(Tracing.TOKEN_HEADER))
        .flatMap(
            token ->
                tracing.begin(
                    token, received.head().method().name() + " " + received.url().path()));
  }

  private FullHttpResponse end(Received received, Traced traced, Exchange exchange) {
    try {
      tracing.end(traced, exchange).ifPresent(id -> exchange.later().set(Tracing.ID_HEADER, id));
    } catch (RuntimeException e) {
      note(exchange, e);
    }
    return end(received, exchange);
  }

  private FullHttpResponse end(Received received, Exchange exchange) {
    try {
      // Policies have changed the exchange's headers; these are still the client's.
      String traceparent = received.head().headers().get(TraceParent.HEADER);
      LOG.info(() -> RequestLine.of(exchange, Optional.ofNullable(traceparent)));
      return RESPONSES.of(exchange);
    } catch (RuntimeException e) {
      // A header or status of its response is none, or it is a fault of ours.
      note(exchange, e);
      return refused(
          Refusal.of(HttpResponseStatus.INTERNAL_SERVER_ERROR, received.head().headers()));
    }
  }

  private static void note(Exchange exchange, RuntimeException e) {
    LOG.severe(
        () ->
            "The response of request %s cannot be written: %s"
                .formatted(exchange.requestId(), FailurePlace.of(e)));
  }

  /** The answer to a request that no policy sees. */
  FullHttpResponse refused(Refusal refusal) {
    return RESPONSES.of(refusal);
  }
}
