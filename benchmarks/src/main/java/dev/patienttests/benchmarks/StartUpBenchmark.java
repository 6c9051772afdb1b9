package dev.patienttests.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long {@code ./pattern up --detach} takes when everything is built: in seconds, and as a ratio
 * to {@code java -version} on the same machine.
 */
public final class StartUpBenchmark {
  private static final int RUNS = 5;

  private StartUpBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param args a project in which no stack runs and everything is built
   */
  public static void main(String[] args) throws Exception {
    Path project = Path.of(args[0]);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    double[] bare = new double[RUNS];
    double[] up = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      bare[run] = Command.seconds(project, List.of(java, "-version"));
      up[run] = Command.seconds(project, List.of("./pattern", "up", "--detach", "--port", "0"));
      Command.seconds(project, List.of("./pattern", "down"));
    }
    Arrays.sort(bare);
    Arrays.sort(up);
    System.out.printf("%d starts from built state, seconds%n", RUNS);
    System.out.printf("%-18s %8s %8s %8s%n", "", "fastest", "median", "slowest");
    print("./pattern up", up);
    print("java -version", bare);
    System.out.printf(Locale.ROOT, "ratio of medians %10.0f%n", up[RUNS / 2] / bare[RUNS / 2]);
  }

  private static void print(String label, double[] sorted) {
    System.out.printf(
        Locale.ROOT,
        "%-18s %8.2f %8.2f %8.2f%n",
        label,
        sorted[0],
        sorted[sorted.length / 2],
        sorted[sorted.length - 1]);
  }
}
