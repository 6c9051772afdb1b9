package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.net.Daemons;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that read and write for all connections of a gateway; none of them ever waits. */
public final class EventLoops implements AutoCloseable {
  static final int LOOPS = 2;
  private static final long GRACE_SECONDS = 1;

  private final NioEventLoopGroup group;

  /** Two of them: one that computes for long does not hold up the other one's connections. */
  public EventLoops() {
    group = new NioEventLoopGroup(LOOPS, Daemons.named("wire"));
  }

  NioEventLoopGroup group() {
    return group;
  }

  /** Whether the calling thread is one of them. */
  boolean isHere() {
    for (EventExecutor loop : group) {
      if (loop.inEventLoop()) {
        return true;
      }
    }
    return false;
  }

  /** The loop of the calling thread, or else the next one. */
  EventLoop hereOrNext() {
    for (EventExecutor loop : group) {
      if (loop.inEventLoop()) {
        return (EventLoop) loop;
      }
    }
    return group.next();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, GRACE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
