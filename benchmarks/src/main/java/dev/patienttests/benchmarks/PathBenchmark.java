package dev.patienttests.benchmarks;

import dev.patienttests.benchmarks.bare.BareChain;
import dev.patienttests.benchmarks.bare.BareProcess;
import dev.patienttests.benchmarks.bare.Operation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much a warm call of each operation costs through the local stack, as a ratio to a bare chain
 * of the same processes, TLS hops, proxies and HTTP libraries that makes the same calls of the
 * Azure SDK. Both run at the same time and are measured in turn, so that noise hits both alike.
 */
public final class PathBenchmark {
  private static final int FIRST_WARM_UP = 3_000;
  private static final int WARM_UP = 500;
  private static final int ROUNDS = 5;
  private static final int CALLS = 300;

  private PathBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param args the project in which a stack runs, a directory for the bare chain's files, and how
   *     many of the usual calls to make, in percent
   */
  public static void main(String[] args) throws Exception {
    RunningStack stack = RunningStack.in(Path.of(args[0]));
    Path directory = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
    int percent = Integer.parseInt(args[2]);
    BareChain.Settings settings = new BareChain.Settings(directory, stack.processOptions());
    try (BareProcess chain =
        BareProcess.start(directory, BareChain.class, stack.networkOptions(), settings)) {
      int port = chain.ports().publicPort().orElseThrow();
      URI url = URI.create("https://localhost:" + port);
      Target bare = new Target("bare chain", url, settings.caCertificate(), Map.of());
      new Comparison(new Connection(stack.target()), new Connection(bare), percent).run();
    }
  }

  private record Comparison(Connection stack, Connection bare, int percent) {
    void run() throws Exception {
      StackRequests requests = new StackRequests(stack);
      System.out.printf("medians of %d calls each, milliseconds%n", ROUNDS * calls(CALLS));
      System.out.printf(
          "%-14s %11s %11s %6s  %s%n",
          "", "local stack", "bare chain", "ratio", "of rounds, of p95");
      for (Operation operation : Operation.values()) {
        compare(operation, requests.of(operation));
      }
    }

    private int calls(int usual) {
      return Math.max(1, usual * percent / 100);
    }

    private void compare(Operation operation, Requests ofStack) throws Exception {
      String body = operation.method().equals("GET") ? "" : StackRequests.patient("756");
      Requests ofBare =
          Requests.same(
              bare.target().request(operation.method(), operation.path(), body).build(),
              operation.status());
      int warmUp = calls(operation == Operation.CREATE_PATIENT ? FIRST_WARM_UP : WARM_UP);
      stack.call(ofStack, warmUp);
      bare.call(ofBare, warmUp);
      List<Samples> stackRounds = new ArrayList<>();
      List<Samples> bareRounds = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        stackRounds.add(stack.call(ofStack, calls(CALLS)));
        bareRounds.add(bare.call(ofBare, calls(CALLS)));
        ratios.add(stackRounds.get(round).median() / bareRounds.get(round).median());
      }
      print(operation, Samples.of(stackRounds), Samples.of(bareRounds), ratios);
    }

    private static void print(
        Operation operation, Samples stack, Samples bare, List<Double> ratios) {
      System.out.printf(
          Locale.ROOT,
          "%-14s %11.2f %11.2f %6.2f  %.2f to %.2f, %.2f%n",
          operation.functionName(),
          stack.median(),
          bare.median(),
          stack.median() / bare.median(),
          ratios.stream().min(Double::compare).orElseThrow(),
          ratios.stream().max(Double::compare).orElseThrow(),
          stack.millis(0.95) / bare.millis(0.95));
    }
  }
}
