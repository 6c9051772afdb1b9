package dev.patienttests.local.gateway.wire;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** The threads that read and write for all connections of a gateway; none of them ever waits. */
public final class EventLoops implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EventLoops.class.getName());
  static final int LOOPS = 2;
  private static final long GRACE_SECONDS = 1;

  private final NioEventLoopGroup group;
  private final List<EventLoop> loops;

  /** Two of them: one that computes for long does not hold up the other one's connections. */
  public EventLoops() {
    group = new NioEventLoopGroup(LOOPS, new DefaultThreadFactory("wire", true));
    LOG.info(() -> "TLS by " + Tls.library());
    List<EventLoop> all = new ArrayList<>();
    group.forEach(loop -> all.add((EventLoop) loop));
    loops = List.copyOf(all);
  }

  NioEventLoopGroup group() {
    return group;
  }

  /** Whether the calling thread is one of them. */
  boolean isHere() {
    return loops.stream().anyMatch(EventLoop::inEventLoop);
  }

  /** The loop of the calling thread; of other threads, always the same for the same work. */
  EventLoop hereOrFor(Object work) {
    for (EventLoop loop : loops) {
      if (loop.inEventLoop()) {
        return loop;
      }
    }
    return loops.get(Math.floorMod(work.hashCode(), loops.size()));
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, GRACE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
