package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.net.Daemons;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks names up as the machine does, which may take seconds, in threads of its own: the event loop
 * has other things to do, and threads of requests may wait for the calls that wait for this.
 */
final class NameLookup extends AddressResolverGroup<InetSocketAddress> {
  private static final int THREADS = 4;
  private static final int WAITING = 1_024;
  private static final long KEPT_SECONDS = 60;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          KEPT_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Daemons.named("names"));

  /** There are no threads before they are needed. */
  NameLookup() {
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor loop) {
    return new InetNameResolver(loop) {
      @Override
      protected void doResolve(String name, Promise<InetAddress> address) {
        lookUp(() -> InetAddress.getByName(name), address);
      }

      @Override
      protected void doResolveAll(String name, Promise<List<InetAddress>> addresses) {
        lookUp(() -> List.of(InetAddress.getAllByName(name)), addresses);
      }
    }.asAddressResolver();
  }

  private <T> void lookUp(Callable<T> question, Promise<T> answer) {
    try {
      threads.execute(() -> answer(question, answer));
    } catch (RejectedExecutionException e) {
      answer.setFailure(new UnknownHostException("too many names wait"));
    }
  }

  private static <T> void answer(Callable<T> question, Promise<T> answer) {
    try {
      answer.setSuccess(question.call());
    } catch (Exception e) {
      answer.setFailure(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    super.close();
  }
}
