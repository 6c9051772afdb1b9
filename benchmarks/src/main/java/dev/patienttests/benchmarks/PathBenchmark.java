package dev.patienttests.benchmarks;

import dev.patienttests.benchmarks.bare.BareChain;
import dev.patienttests.benchmarks.bare.BareProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much a warm {@code POST /patient} costs through the local stack, as a ratio to a bare chain
 * of the same processes, TLS hops, proxies and HTTP libraries that makes the same calls of the
 * Azure SDK. Both run at the same time and are measured in turn, so that noise hits both alike.
 */
public final class PathBenchmark {
  private static final int WARM_UP_ROUNDS = 3;
  private static final int WARM_UP_CALLS = 1_000;
  private static final int ROUNDS = 5;
  private static final int CALLS = 1_000;

  private PathBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param args the project in which a stack runs, and a directory for the bare chain's files
   */
  public static void main(String[] args) throws Exception {
    RunningStack stack = RunningStack.in(Path.of(args[0]));
    Path directory = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
    BareChain.Settings settings = new BareChain.Settings(directory, stack.processOptions());
    try (BareProcess chain =
        BareProcess.start(directory, BareChain.class, stack.networkOptions(), settings)) {
      int port = chain.ports().publicPort().orElseThrow();
      URI url = URI.create("https://localhost:" + port + "/patient");
      Target bare = new Target("bare chain", url, settings.caCertificate(), Map.of());
      compare(new Connection(stack.target()), new Connection(bare));
    }
  }

  private static void compare(Connection stack, Connection bare) throws Exception {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      stack.call(WARM_UP_CALLS);
      bare.call(WARM_UP_CALLS);
    }
    List<Samples> ofStack = new ArrayList<>();
    List<Samples> ofBare = new ArrayList<>();
    System.out.printf("%d rounds of %d calls each, milliseconds%n", ROUNDS, CALLS);
    System.out.printf("%-12s %12s %12s %8s%n", "", "local stack", "bare chain", "ratio");
    for (int round = 0; round < ROUNDS; round++) {
      ofStack.add(stack.call(CALLS));
      ofBare.add(bare.call(CALLS));
      print("p50 round " + (round + 1), ofStack.get(round), ofBare.get(round), 0.5);
    }
    print("p50", Samples.of(ofStack), Samples.of(ofBare), 0.5);
    print("p95", Samples.of(ofStack), Samples.of(ofBare), 0.95);
  }

  private static void print(String label, Samples stack, Samples bare, double share) {
    double ofStack = stack.millis(share);
    double ofBare = bare.millis(share);
    System.out.printf(
        Locale.ROOT, "%-12s %12.2f %12.2f %8.2f%n", label, ofStack, ofBare, ofStack / ofBare);
  }
}
