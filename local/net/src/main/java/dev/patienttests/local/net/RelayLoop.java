package dev.patienttests.local.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One thread that carries the bytes of many connections. It reads from one side and writes to the
 * other at once, without handing over to another thread: a hop costs one wake-up.
 */
final class RelayLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RelayLoop.class.getName());
  private static final int SCRATCH_BYTES = 64 * 1024;

  /** How long a listener rests after a failed accept: a process without descriptors needs time. */
  private static final long PAUSE_NANOS = 100_000_000L;

  private final Selector selector;
  private final Thread thread;
  private final long openingNanos;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Set<Link> links = new HashSet<>();

  /** Links that are not yet relaying, oldest first: all have the same time to get there. */
  private final Queue<Link> opening = new ArrayDeque<>();

  /** Listeners that rest, the first to go on first. */
  private final Queue<Paused> paused = new ArrayDeque<>();

  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
  private volatile boolean closing;

  RelayLoop(String name, long openingNanos) throws IOException {
    this.selector = Selector.open();
    this.openingNanos = openingNanos;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** What happens when a channel is ready. */
  @FunctionalInterface
  interface Ready {
    void ready(SelectionKey key) throws IOException;
  }

  private record Paused(SelectionKey listener, long until) {}

  /**
   * Accepts connections and hands each to the consumer, on this loop's thread. After a failure the
   * listener rests for a moment: the connection still waits, so it would be ready again at once.
   */
  void accept(ServerSocketChannel listener, Consumer<SocketChannel> accepted) {
    submit(
        () -> {
          try {
            listener.register(
                selector, SelectionKey.OP_ACCEPT, (Ready) key -> accept(key, listener, accepted));
          } catch (IOException e) {
            LOG.log(Level.WARNING, "Listener is gone", e);
          }
        });
  }

  private void accept(
      SelectionKey key, ServerSocketChannel listener, Consumer<SocketChannel> accepted) {
    try {
      SocketChannel channel = listener.accept();
      if (channel != null) {
        accepted.accept(channel);
      }
    } catch (ClosedChannelException e) {
      key.cancel();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "No connection can be accepted for a moment", e);
      key.interestOps(0);
      paused.add(new Paused(key, System.nanoTime() + PAUSE_NANOS));
    }
  }

  /** Takes over an accepted connection. */
  void adopt(SocketChannel client, Door door) {
    submit(() -> Link.open(this, client, door));
  }

  /** Cuts the links to a host; done when the future is. */
  CompletableFuture<Void> cut(String hostName) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    submit(
        () -> {
          List<Link> all = new ArrayList<>(links);
          all.stream().filter(link -> link.leadsTo(hostName)).forEach(Link::close);
          done.complete(null);
        });
    return done;
  }

  SelectionKey register(SocketChannel channel, int operations, Ready ready) throws IOException {
    return channel.register(selector, operations, ready);
  }

  void opened(Link link) {
    link.deadline = System.nanoTime() + openingNanos;
    links.add(link);
    opening.add(link);
  }

  void closed(Link link) {
    links.remove(link);
  }

  /** Memory for one read; whoever uses it leaves nothing in it. */
  ByteBuffer scratch() {
    return scratch.clear();
  }

  private void submit(Runnable task) {
    tasks.add(task);
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  private void run() {
    while (!closing) {
      try {
        runTasks();
        if (tasks.isEmpty()) {
          selector.select(RelayLoop::dispatch, sooner(untilNextDeadline(), untilNextAccept()));
        }
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.SEVERE, "Virtual network", e);
      }
    }
  }

  private static void dispatch(SelectionKey key) {
    Ready ready = (Ready) key.attachment();
    try {
      ready.ready(key);
    } catch (IOException | CancelledKeyException e) {
      LOG.log(Level.FINE, "Connection ended", e);
      end(key, ready);
    } catch (RuntimeException e) {
      // The key would be ready again at once, and again
      LOG.log(Level.SEVERE, "Virtual network, connection ended", e);
      end(key, ready);
    }
  }

  private static void end(SelectionKey key, Ready ready) {
    if (ready instanceof Link.Side side) {
      side.link().close();
    } else {
      key.cancel();
    }
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Wakes listeners whose rest is over; returns how long to wait for the next, 0 for ever. */
  private long untilNextAccept() {
    for (Paused next = paused.peek(); next != null; next = paused.peek()) {
      long left = next.until - System.nanoTime();
      if (left > 0) {
        return left / 1_000_000 + 1;
      }
      paused.remove();
      if (next.listener.isValid()) {
        next.listener.interestOps(SelectionKey.OP_ACCEPT);
      }
    }
    return 0;
  }

  /** The shorter of two waits, of which 0 is for ever. */
  private static long sooner(long one, long other) {
    return one == 0 || other == 0 ? one + other : Math.min(one, other);
  }

  /** Ends links whose time to open is over; returns how long to wait for the next, 0 for ever. */
  private long untilNextDeadline() {
    for (Link oldest = opening.peek(); oldest != null; oldest = opening.peek()) {
      long left = oldest.deadline - System.nanoTime();
      if (oldest.isOpening() && left > 0) {
        return left / 1_000_000 + 1;
      }
      opening.remove();
      if (oldest.isOpening()) {
        oldest.expire();
      }
    }
    return 0;
  }

  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join();
      runTasks(); // a connection that was just accepted is closed with the others
      new ArrayList<>(links).forEach(Link::close);
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "Closing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
