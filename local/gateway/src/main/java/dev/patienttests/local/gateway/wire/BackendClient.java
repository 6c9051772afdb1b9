package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.TimeLimit;
import dev.patienttests.local.net.ListenerSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.pool.AbstractChannelPoolHandler;
import io.netty.channel.pool.ChannelHealthChecker;
import io.netty.channel.pool.ChannelPool;
import io.netty.channel.pool.FixedChannelPool;
import io.netty.channel.pool.FixedChannelPool.AcquireTimeoutAction;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Calls out through the virtual network's CONNECT proxy, with kept connections. */
public final class BackendClient implements OutboundCalls, AutoCloseable {
  /** Longest response that is buffered. */
  public static final int MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

  /**
   * How long an unused connection is kept: shorter than the 120 s after which servers of the stack
   * close it, so that no request meets a connection that is about to go.
   */
  static final Duration IDLE = Duration.ofSeconds(60);

  private static final int LINE_BYTES = 8 * 1024;
  private static final int HEADER_BYTES = 64 * 1024;
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int MAX_CONNECTIONS = 200;
  private static final int MAX_WAITING = 1_024;
  private static final int MAX_POOLS = 1_000;
  private static final int CONNECT_MILLIS = 5_000;

  private final WireLoop loop;
  private final SslContext tls;
  private final Optional<InetSocketAddress> proxy;
  private final NameLookup names = new NameLookup();
  private final BackendAnswers answers = new BackendAnswers();

  /** The loop's alone. */
  private final Map<Destination, FixedChannelPool> pools = new HashMap<>();

  /**
   * A client that has no connection yet.
   *
   * @param settings whom it trusts
   * @param proxy the egress proxy; without it calls go out directly
   */
  public BackendClient(
      WireLoop loop, ListenerSettings settings, Optional<InetSocketAddress> proxy) {
    this(loop, Tls.client(settings), proxy);
  }

  BackendClient(WireLoop loop, SslContext tls, Optional<InetSocketAddress> proxy) {
    this.loop = loop;
    this.tls = tls;
    this.proxy = proxy;
  }

  /** {@inheritDoc} The call ends in the loop. */
  @Override
  public Optional<CompletionStage<Response>> begin(Call call) {
    return Optional.of(start(call));
  }

  private CompletableFuture<Response> start(Call call) {
    CompletableFuture<Response> outcome = new CompletableFuture<>();
    try {
      loop.run(
          () -> {
            ChannelPool pool = poolFor(Destination.of(call.url()));
            new BackendCall(call, pool, outcome).begin(loop.loop());
          });
    } catch (RejectedExecutionException e) {
      outcome.completeExceptionally(BackendCall.connectionFailure(call, "the gateway closes"));
    }
    return outcome;
  }

  /** Where calls go may come out of requests: pools that nobody uses are forgotten in time. */
  private ChannelPool poolFor(Destination to) {
    if (pools.size() >= MAX_POOLS && !pools.containsKey(to)) {
      pools.values().stream().filter(BackendClient::isUnused).forEach(BackendClient::end);
      pools.values().removeIf(BackendClient::isUnused);
    }
    return pools.computeIfAbsent(to, this::pool);
  }

  private static boolean isUnused(FixedChannelPool pool) {
    return pool.acquiredChannelCount() == 0;
  }

  /** Without waiting, as the loop does it. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private static void end(FixedChannelPool pool) {
    pool.closeAsync();
  }

  /** {@inheritDoc} Not in the loop, which would wait for itself. */
  @Override
  public Response send(Call call) {
    if (loop.loop().inEventLoop()) {
      throw new IllegalStateException("the event loop must not wait");
    }
    CompletableFuture<Response> answer = start(call);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      throw BackendCall.connectionFailure(call, "interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof PolicyFailure failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private FixedChannelPool pool(Destination to) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop.loop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .remoteAddress(InetSocketAddress.createUnresolved(to.host(), to.port()));
    if (proxy.isPresent()) {
      // Only the proxy knows the names of the virtual network.
      bootstrap.resolver(NoopAddressResolverGroup.INSTANCE);
    } else {
      bootstrap.resolver(names);
    }
    return new FixedChannelPool(
        bootstrap,
        new Connections(to),
        ChannelHealthChecker.ACTIVE,
        AcquireTimeoutAction.FAIL,
        TimeLimit.TOTAL.toMillis(),
        MAX_CONNECTIONS,
        MAX_WAITING);
  }

  /** Makes connections to one destination. */
  private final class Connections extends AbstractChannelPoolHandler {
    private final Destination to;

    Connections(Destination to) {
      this.to = to;
    }

    @Override
    public void channelCreated(Channel channel) {
      proxy.ifPresent(address -> channel.pipeline().addLast(connect(channel, address)));
      if (to.secure()) {
        channel.pipeline().addLast(tls.newHandler(channel.alloc(), to.host(), to.port()));
      }
      HttpDecoderConfig config =
          new HttpDecoderConfig()
              .setMaxInitialLineLength(LINE_BYTES)
              .setMaxHeaderSize(HEADER_BYTES)
              .setMaxChunkSize(CHUNK_BYTES);
      channel
          .pipeline()
          .addLast(
              new HttpRequestEncoder(),
              new AnswerDecoder(config, channel.attr(BackendAnswers.CALL)),
              new IdleStateHandler(IDLE.toSeconds(), 0, 0, TimeUnit.SECONDS),
              answers);
    }

    private HttpProxyHandler connect(Channel channel, InetSocketAddress address) {
      HttpProxyHandler handler = new HttpProxyHandler(address);
      handler.setConnectTimeoutMillis(CONNECT_MILLIS);
      handler
          .connectFuture()
          .addListener(connected -> channel.eventLoop().execute(() -> forget(channel, handler)));
      return handler;
    }

    /** What spoke to the proxy stays in the way of all that follows, if nobody takes it out. */
    private static void forget(Channel channel, HttpProxyHandler handler) {
      if (channel.isActive()) {
        ChannelPipeline pipeline = channel.pipeline();
        while (pipeline.first() != handler) {
          pipeline.removeFirst();
        }
        pipeline.remove(handler);
      }
    }
  }

  @Override
  public void close() {
    if (!loop.loop().isShuttingDown()) {
      loop.run(() -> pools.values().forEach(BackendClient::end));
    }
    names.close();
  }
}
