package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.StartException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A listener of the gateway on the loopback address: TLS, then HTTP/1.1. */
public final class Listener implements AutoCloseable {
  /** Longest body that is buffered; above it the answer is 413. */
  public static final int MAX_BODY_BYTES = ClientConnection.MAX_BODY_BYTES;

  private static final int HEADER_BYTES = 32 * 1024;

  private final Channel channel;

  private Listener(Channel channel) {
    this.channel = channel;
  }

  /**
   * A listener that clients reach without the virtual network.
   *
   * @param port of it; 0 is any free one
   * @throws StartException when it cannot listen there
   */
  public static Listener open(
      WireLoop loop, ListenerSettings settings, int port, GatewaySite site) {
    return listen(loop, port, new Connections(Tls.server(settings), Optional.empty(), site));
  }

  /**
   * A listener behind the virtual network, on any free port: PROXY protocol version 2 with the
   * network's token, then TLS. A connection without the token is closed before TLS.
   *
   * @throws StartException when it cannot listen
   */
  public static Listener behindNetwork(WireLoop loop, ListenerSettings settings, GatewaySite site) {
    byte[] token = settings.networkToken().getBytes(StandardCharsets.UTF_8);
    if (token.length == 0) {
      throw new StartException("The network token must not be empty");
    }
    return listen(loop, 0, new Connections(Tls.server(settings), Optional.of(token), site));
  }

  private static Listener listen(WireLoop loop, int port, Connections connections) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop.loop())
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(connections)
            .bind(InetAddress.getLoopbackAddress(), port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new StartException(
          "Cannot listen on port " + port + ": " + bound.cause().getMessage(), bound.cause());
    }
    return new Listener(bound.channel());
  }

  /** The port that it listens on. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
  }

  /** What each new connection is made of; a network token is asked for where there is one. */
  private static final class Connections extends ChannelInitializer<Channel> {
    private final SslContext tls;
    private final Optional<byte[]> networkToken;
    private final GatewaySite site;

    Connections(SslContext tls, Optional<byte[]> networkToken, GatewaySite site) {
      this.tls = tls;
      this.networkToken = networkToken;
      this.site = site;
    }

    @Override
    protected void initChannel(Channel connection) {
      ChannelPipeline pipeline = connection.pipeline();
      if (networkToken.isPresent()) {
        pipeline.addLast(new HAProxyMessageDecoder(), new NetworkGate(networkToken.get()));
      }
      pipeline.addLast(
          tls.newHandler(connection.alloc()),
          new StrictRequestDecoder(HEADER_BYTES),
          new HttpResponseEncoder(),
          new ClientConnection(site));
    }
  }
}
