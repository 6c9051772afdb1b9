package dev.patienttests.benchmarks.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.benchmarks.RunningStack;
import dev.patienttests.benchmarks.Samples;
import dev.patienttests.benchmarks.StackRequests;
import dev.patienttests.benchmarks.bare.Operation;
import dev.patienttests.benchmarks.gateway.Side.Cost;
import dev.patienttests.local.net.Subnet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the gateway costs: the processor time that its process needs for a request with all policies
 * of a product, as a ratio to the cheapest bare proxy between TLS and TLS that the harness knows;
 * and how much of its start the loading of all documents is.
 *
 * <p>All sides run at the same time, before the same constant backend, and are called in turn with
 * the same requests (the bare ones with {@code clinic}'s headers), so that noise hits all alike;
 * what it does to single rounds, medians of the rounds leave out.
 */
public final class GatewayBenchmark {
  private static final int WARM_UP = 100_000;
  private static final int ROUNDS = 20;
  private static final int CALLS = 2_400;
  private static final int STARTS = 20;
  private static final double CLINIC_AIM = 2;
  private static final double PARTNER_AIM = 4;
  private static final double LOADING_AIM = 0.3;

  private final RunningStack stack;
  private final Path directory;
  private final int percent;

  private GatewayBenchmark(RunningStack stack, Path directory, int percent) {
    this.stack = stack;
    this.directory = directory;
    this.percent = percent;
  }

  /**
   * Measures and prints.
   *
   * @param args the project in which a stack runs, a directory for files, and how many of the usual
   *     calls to make, in percent
   */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
    new GatewayBenchmark(RunningStack.in(Path.of(args[0])), directory, Integer.parseInt(args[2]))
        .run();
  }

  private void run() throws Exception {
    Optional<Path> nginx = Nginx.find();
    if (nginx.isEmpty()) {
      System.out.println(
          "nginx is not there and is left out (Debian: apt-get install nginx-light)");
    }
    Map<String, String> headers = Map.of("Ocp-Apim-Subscription-Key", stack.key("clinic"));
    try (BareSides bare = BareSides.start(settings(nginx), headers);
        StackGateway gateway = StackGateway.start(stack, directory, bare)) {
      Map<Side, Double> aims = new LinkedHashMap<>();
      aims.put(gateway.clinic(), CLINIC_AIM);
      aims.put(gateway.partner(), PARTNER_AIM);
      System.out.printf(
          "%d calls each over %d connections; resolution of CPU time: %s%n",
          ROUNDS * calls(CALLS), Side.CONNECTIONS, CpuTime.resolution());
      for (Operation operation : List.of(Operation.LOAD_PATIENT, Operation.CREATE_PATIENT)) {
        compare(operation, aims, bare.all());
      }
      print(new LoadingShare(stack, directory, bare.egressProxy()).measure(calls(STARTS)));
    }
  }

  private BareSides.Settings settings(Optional<Path> nginx) throws Exception {
    ObjectNode listener = stack.configuration("gateway").withObject("/service/listener");
    // Any of those that Key Vault lets in.
    String subnet =
        stack.configuration("platform").at("/vault/allowedSubnets/0").asText("/subnets/bare");
    return new BareSides.Settings(
        directory,
        stack.caCertificate().toAbsolutePath().getParent(),
        listener.path("storePassword").asText(),
        listener.path("networkToken").asText(),
        new Subnet(
            subnet,
            "snet-bare",
            "10.9.1.0/24",
            Set.of(BareSides.WEB_SERVICE, StackGateway.VAULT_SERVICE)),
        stack.host("patientApi"),
        stack.jvmOptions("gateway").ofMachine(),
        nginx);
  }

  private int calls(int usual) {
    return Math.max(1, usual * percent / 100);
  }

  private void compare(Operation operation, Map<Side, Double> aims, List<Side> bare)
      throws Exception {
    String body = operation.method().equals("GET") ? "" : StackRequests.patient("756");
    List<Side> sides = new ArrayList<>(aims.keySet());
    sides.addAll(bare);
    for (Side side : sides) {
      side.call(operation, body, calls(WARM_UP));
    }
    Map<Side, List<Cost>> rounds = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Side side : sides) {
        Cost cost = side.call(operation, body, calls(CALLS));
        rounds.computeIfAbsent(side, s -> new ArrayList<>()).add(cost);
      }
    }
    Side cheapest =
        bare.stream()
            .min(Comparator.comparingDouble(side -> micros(rounds.get(side))))
            .orElseThrow();
    System.out.printf(
        "%n%-14s %8s %6s  %-14s %8s %8s%n",
        operation.functionName(), "CPU, us", "ratio", "of rounds", "p50, ms", "p99, ms");
    for (Side side : sides) {
      print(side, rounds.get(side), rounds.get(cheapest), Optional.ofNullable(aims.get(side)));
    }
  }

  private static void print(
      Side side, List<Cost> rounds, List<Cost> cheapest, Optional<Double> aim) {
    double[] ratios = new double[rounds.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = rounds.get(i).micros() / cheapest.get(i).micros();
    }
    Arrays.sort(ratios);
    Samples all = Samples.of(rounds.stream().map(Cost::samples).toList());
    System.out.printf(
        Locale.ROOT,
        "%-14s %8.1f %6.2f  %5.2f to %5.2f %8.2f %8.2f%s%n",
        side.name(),
        micros(rounds),
        median(ratios),
        ratios[0],
        ratios[ratios.length - 1],
        all.median(),
        all.millis(0.99),
        aim.map(GatewayBenchmark::aim).orElse(""));
  }

  private static double micros(List<Cost> rounds) {
    return median(rounds.stream().mapToDouble(Cost::micros).sorted().toArray());
  }

  private static double median(double[] sorted) {
    return sorted[(sorted.length - 1) / 2];
  }

  private static void print(LoadingShare.Times times) {
    System.out.printf(
        Locale.ROOT,
        "%nstart to first answer %.0f ms (slowest %.0f), loading of documents %.0f ms (slowest"
            + " %.0f), ratio %.2f%s%n",
        times.start().median(),
        times.start().millis(1),
        times.loading().median(),
        times.loading().millis(1),
        times.ratio(),
        aim(LOADING_AIM));
  }

  private static String aim(double aim) {
    return String.format(Locale.ROOT, "  (aim: at most %s)", aim);
  }
}
