package dev.patienttests.benchmarks.gateway;

import dev.patienttests.benchmarks.Connection;
import dev.patienttests.benchmarks.Requests;
import dev.patienttests.benchmarks.Samples;
import dev.patienttests.benchmarks.Target;
import dev.patienttests.benchmarks.bare.Operation;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** What is called, and the process whose processor time that costs. */
final class Side {
  /** Connections that are open at once. */
  static final int CONNECTIONS = 16;

  private final Connection connection;
  private final ProcessHandle process;
  private final Paths paths;

  /** The path of an operation below the URL of what is called. */
  @FunctionalInterface
  interface Paths {
    String of(Operation operation);
  }

  /**
   * What some calls cost.
   *
   * @param samples how long each took
   * @param nanos processor time of the process that was called, for all of them
   * @param calls how many there were
   */
  record Cost(Samples samples, long nanos, int calls) {
    private static final double NANOS_PER_MICRO = 1e3;

    /** Processor time of one call. */
    double micros() {
      return nanos / NANOS_PER_MICRO / calls;
    }
  }

  /** Connects at the first call. */
  Side(Target target, ProcessHandle process, Paths paths)
      throws IOException, GeneralSecurityException {
    this.connection = new Connection(target);
    this.process = process;
    this.paths = paths;
  }

  /** The name of what is called. */
  String name() {
    return connection.target().name();
  }

  /**
   * Makes calls of an operation, each connection one after the other.
   *
   * @param calls how many in all, at least one for each connection
   * @throws IOException when an answer has another status than that of the operation
   */
  Cost call(Operation operation, String body, int calls) throws IOException, InterruptedException {
    Requests requests =
        Requests.same(
            connection.target().request(operation.method(), paths.of(operation), body).build(),
            operation.status());
    int each = Math.max(1, calls / CONNECTIONS);
    Callable<Samples> one = () -> connection.call(requests, each);
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      CpuTime before = CpuTime.of(process);
      List<Future<Samples>> made =
          threads.invokeAll(Stream.generate(() -> one).limit(CONNECTIONS).toList());
      long nanos = CpuTime.of(process).since(before);
      return new Cost(Samples.of(samples(made)), nanos, each * CONNECTIONS);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Samples> samples(List<Future<Samples>> made)
      throws IOException, InterruptedException {
    List<Samples> samples = new ArrayList<>();
    for (Future<Samples> future : made) {
      try {
        samples.add(future.get());
      } catch (ExecutionException e) {
        throw new IOException(e.getCause().getMessage(), e.getCause());
      }
    }
    return samples;
  }
}
