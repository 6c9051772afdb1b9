package dev.patienttests.local.gateway.wire;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** The one thread that reads and writes for all connections of a gateway; it never waits. */
public final class WireLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WireLoop.class.getName());
  private static final long GRACE_SECONDS = 1;

  private final EventLoopGroup group =
      new NioEventLoopGroup(1, new DefaultThreadFactory("wire", true));
  private final EventLoop loop = group.next();

  /** Starts it. */
  public WireLoop() {
    LOG.info(() -> "TLS by " + Tls.library());
  }

  EventLoop loop() {
    return loop;
  }

  /** Does something in it: at once where that is the calling thread. */
  void run(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, GRACE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
