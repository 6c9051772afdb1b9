package dev.patienttests.benchmarks.bicep;

import dev.patienttests.benchmarks.Command;
import dev.patienttests.local.bicep.Bicep;
import dev.patienttests.local.bicep.BicepException;
import dev.patienttests.local.bicep.DeploymentContext;
import dev.patienttests.local.bicep.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the evaluation of Bicep costs: a variant as a ratio to a look at an empty file, a further
 * parameter file as a ratio to the first one of the same JVM, and a line of a long file as a ratio
 * to a line of a shorter one.
 */
public final class BicepBenchmark {
  private static final int RUNS = 5;
  private static final int FURTHER = 10;
  private static final int LINES = 2_500;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String ZEROS = "00000000-0000-0000-0000-000000000000";
  private static final String GENERATED = "generated.bicep";
  private static final String EMPTY = "empty.bicep";
  private static final String VARIANT = "infra/variants/external.bicepparam";

  private BicepBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param args a built project
   */
  public static void main(String[] args) throws Exception {
    Path project = Path.of(args[0]).toAbsolutePath().normalize();
    Path folder = Files.createTempDirectory("bicep-benchmark");
    try {
      furtherFiles(project);
      lines(folder);
      commands(project, folder);
    } finally {
      Files.deleteIfExists(folder.resolve(GENERATED));
      Files.deleteIfExists(folder.resolve(EMPTY));
      Files.delete(folder);
    }
  }

  /** Stands first: the first evaluation is the one that loads all classes. */
  private static void furtherFiles(Path project) throws IOException, BicepException {
    String text = Files.readString(project.resolve(VARIANT));
    double first = seconds(project, project.resolve(VARIANT), "1");
    double[] further = new double[FURTHER];
    for (int i = 0; i < FURTHER; i++) {
      Path copy = project.resolve(VARIANT.replace(".bicepparam", "-" + i + ".bicepparam"));
      Files.writeString(copy, text);
      try {
        further[i] = seconds(project, copy, Integer.toString(i + 2));
      } finally {
        Files.delete(copy);
      }
    }
    Arrays.sort(further);
    double median = further[FURTHER / 2];
    System.out.printf(
        Locale.ROOT,
        "first parameter file %.0f ms, median of %d further ones %.0f ms, ratio %.2f%n",
        first * 1e3,
        FURTHER,
        median * 1e3,
        median / first);
  }

  private static double seconds(Path project, Path parameters, String value) throws BicepException {
    DeploymentContext context =
        DeploymentContext.of(project)
            .withTenant(ZEROS)
            .withSubscription(ZEROS)
            .withLocation("westeurope")
            .withEnvironment(Map.of("AZURE_RATE_LIMIT_CALLS", value));
    long begin = System.nanoTime();
    Evaluation evaluation = Bicep.evaluate(parameters, context);
    String snapshot = evaluation.snapshot();
    double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    if (snapshot.isEmpty()) {
      throw new IllegalStateException("nothing is deployed");
    }
    return seconds;
  }

  private static void lines(Path folder) throws IOException, BicepException {
    List<Double> perLine = new ArrayList<>();
    for (int lines = LINES; lines <= 4 * LINES; lines *= 2) {
      Path file = folder.resolve(GENERATED);
      Files.writeString(file, generated(lines));
      double[] times = new double[RUNS];
      for (int run = 0; run < RUNS; run++) {
        long begin = System.nanoTime();
        DeploymentContext context =
            DeploymentContext.of(folder).withSubscription(ZEROS).withResourceGroup("rg");
        Bicep.evaluate(file, Map.of(), context);
        times[run] = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      }
      Arrays.sort(times);
      perLine.add(times[RUNS / 2] / lines);
      System.out.printf(
          Locale.ROOT,
          "%6d lines: %5.0f ms, %.1f µs a line%n",
          lines,
          times[RUNS / 2] * 1e3,
          perLine.get(perLine.size() - 1) * 1e6);
    }
    System.out.printf(
        Locale.ROOT,
        "a line of the longest file costs %.2f of one of the shortest%n",
        perLine.get(perLine.size() - 1) / perLine.get(0));
  }

  /** Parameters, variables that refer to each other, and resources; ten lines each time. */
  private static String generated(int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines / 10; i++) {
      String before = i == 0 ? "'start'" : "take(text" + (i - 1) + ", 20)";
      text.append(
          """
          param name%1$d string = 'n%1$d'
          var text%1$d = '${name%1$d}-${%2$s}'
          resource item%1$d 'Example.Things/items@2024-01-01' = {
            name: name%1$d
            properties: {
              text: text%1$d
              list: [for i in range(0, 3): '${i}-${name%1$d}']
            }
          }

          """
              .formatted(i, before));
    }
    return text.toString();
  }

  private static void commands(Path project, Path folder) throws Exception {
    Path empty = Files.writeString(folder.resolve(EMPTY), "");
    double[] check = new double[RUNS];
    double[] infra = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      check[run] =
          Command.seconds(project, List.of("./pattern", "bicep", "check", empty.toString()));
      infra[run] = Command.seconds(project, List.of("./pattern", "infra", "--json"));
    }
    Arrays.sort(check);
    Arrays.sort(infra);
    System.out.printf(
        Locale.ROOT,
        "./pattern bicep check of an empty file %.2f s, ./pattern infra %.2f s, ratio %.2f%n",
        check[RUNS / 2],
        infra[RUNS / 2],
        infra[RUNS / 2] / check[RUNS / 2]);
  }
}
