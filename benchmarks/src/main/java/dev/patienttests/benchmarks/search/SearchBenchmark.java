package dev.patienttests.benchmarks.search;

import dev.patienttests.benchmarks.Connection;
import dev.patienttests.benchmarks.Requests;
import dev.patienttests.benchmarks.RunningStack;
import dev.patienttests.benchmarks.Samples;
import dev.patienttests.local.cosmos.CosmosConfig;
import dev.patienttests.local.net.ConfigFile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the first page of a search takes when there are few patients and when there are many: by
 * an insurance number that one has, and by a last name that 100 have. It is measured through the
 * whole local stack, and the store's part is taken from patient-api's log.
 */
public final class SearchBenchmark {
  private static final int[] SIZES = {1_000, 100_000, 1_000_000};
  private static final int CALLS = 300;
  private static final Pattern STORE =
      Pattern.compile(
          "\"operation\":\"SearchPatient\".*\"target\":\"cosmos\".*\"durationMs\":([0-9.]+)");
  private static final double NANOS_PER_MILLI = 1e6;

  private final Path project;
  private final int largest;

  private SearchBenchmark(Path project, int largest) {
    this.project = project;
    this.largest = largest;
  }

  /**
   * Measures and prints.
   *
   * @param args a project in which everything is built and no stack runs, whose state will be lost;
   *     and the largest number of patients
   */
  public static void main(String[] args) throws Exception {
    new SearchBenchmark(Path.of(args[0]).toAbsolutePath(), Integer.parseInt(args[1])).run();
  }

  private void run() throws Exception {
    pattern("up", "--detach", "--port", "0", "--fresh");
    createTheFirst();
    CosmosConfig cosmos = cosmosConfig();
    pattern("down");
    PatientLoader loader = new PatientLoader(cosmos);
    System.out.printf("medians of %d searches each, milliseconds; first page%n", CALLS);
    System.out.printf(
        "%10s %22s %8s %22s %8s%n",
        "patients", "by insurance number", "ratio", "by last name (100)", "ratio");
    System.out.printf(
        "%10s %11s %10s %8s %11s %10s %8s%n",
        "", "whole path", "store", "store", "whole path", "store", "store");
    int loaded = 1;
    List<Figures> all = new ArrayList<>();
    for (int size : SIZES) {
      if (size <= largest) {
        loader.load(loaded, size);
        loaded = size;
        pattern("up", "--detach", "--port", "0");
        all.add(measure(size));
        pattern("down");
        print(size, all.get(all.size() - 1), all.get(0));
      }
    }
  }

  /** Medians in milliseconds: of the whole path, and of the store's part of it. */
  private record Medians(double path, double store) {}

  private record Figures(Medians byNumber, Medians byName) {}

  private void createTheFirst() throws Exception {
    Connection connection = new Connection(RunningStack.in(project).target());
    String patient =
        """
        {"firstName":"Mara","lastName":"%s","gender":"female","dateOfBirth":"1975-05-05",\
        "postCode":"3012","insuranceNumber":"%s"}"""
            .formatted(PatientLoader.lastName(0), PatientLoader.insuranceNumber(0));
    connection.send(connection.target().request("POST", "", patient).build(), 201);
  }

  private CosmosConfig cosmosConfig() throws IOException {
    return ConfigFile.read(project.resolve(".local/external/run/cosmos.json"), CosmosConfig.class);
  }

  private Figures measure(int size) throws Exception {
    Connection connection = new Connection(RunningStack.in(project).target());
    return new Figures(
        median(connection, size, i -> search("insuranceNumber", PatientLoader.insuranceNumber(i))),
        median(connection, size, i -> search("lastName", PatientLoader.lastName(i))));
  }

  private static String search(String member, String value) {
    return "{\"" + member + "\":\"" + value + "\"}";
  }

  private Medians median(Connection connection, int size, IntFunction<String> criteria)
      throws Exception {
    Requests requests = new Spread(connection, size, criteria);
    connection.call(requests, CALLS);
    int before = storeMillis().size();
    Samples samples = connection.call(requests, CALLS);
    List<Double> all = storeMillis();
    Samples store =
        new Samples(
            all.subList(before, all.size()).stream()
                .mapToLong(millis -> Math.round(millis * NANOS_PER_MILLI))
                .toArray());
    return new Medians(samples.median(), store.median());
  }

  /** Searches for patients that are far from each other. */
  private static final class Spread implements Requests {
    private final Connection connection;
    private final int size;
    private final IntFunction<String> criteria;
    private int next;

    Spread(Connection connection, int size, IntFunction<String> criteria) {
      this.connection = connection;
      this.size = size;
      this.criteria = criteria;
    }

    @Override
    public int status() {
      return 200;
    }

    @Override
    public HttpRequest next() {
      next = (int) ((next + size * 0.618) % size);
      return connection.target().request("POST", "/search", criteria.apply(next)).build();
    }
  }

  /** The durations of all searches in the store, as patient-api has logged them. */
  private List<Double> storeMillis() throws IOException {
    List<Double> millis = new ArrayList<>();
    for (String line :
        Files.readAllLines(project.resolve(".local/external/logs/patient-api.log"))) {
      Matcher matcher = STORE.matcher(line);
      if (matcher.find()) {
        millis.add(Double.parseDouble(matcher.group(1)));
      }
    }
    return millis;
  }

  private static void print(int size, Figures figures, Figures first) {
    System.out.printf(
        Locale.ROOT,
        "%10d %11.2f %10.2f %8.2f %11.2f %10.2f %8.2f%n",
        size,
        figures.byNumber().path(),
        figures.byNumber().store(),
        figures.byNumber().store() / first.byNumber().store(),
        figures.byName().path(),
        figures.byName().store(),
        figures.byName().store() / first.byName().store());
  }

  private void pattern(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("./pattern"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("pattern", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
    }
    Files.delete(output);
  }
}
