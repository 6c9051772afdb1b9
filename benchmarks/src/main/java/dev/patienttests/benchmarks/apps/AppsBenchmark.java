package dev.patienttests.benchmarks.apps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How long a staged app takes from the start of its process to the answer to its first call, and
 * how large its package is: both as ratios to a hello-world app on the same host.
 */
public final class AppsBenchmark {
  private static final String PATIENT =
      """
      {"firstName":"Ada","gender":"female","dateOfBirth":"1985-12-10","postCode":"3000"}""";

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final Path project;
  private final Path directory;
  private final int runs;
  private final Stores stores;
  private final HttpClient client = HttpClient.newHttpClient();

  private AppsBenchmark(Path project, Path directory, int runs) {
    this.project = project;
    this.directory = directory;
    this.runs = runs;
    this.stores = new Stores(directory.resolve("cosmos"));
  }

  /** An app and its first call. */
  private record App(
      String name,
      Path staged,
      Map<String, String> settings,
      String path,
      Supplier<String> body,
      int status) {}

  /**
   * Measures and prints.
   *
   * @param args a project in which the apps are staged, a directory for files, and how many starts
   *     to measure
   */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
    AppsBenchmark benchmark =
        new AppsBenchmark(Path.of(args[0]).toAbsolutePath(), directory, Integer.parseInt(args[2]));
    try {
      benchmark.run();
    } finally {
      benchmark.stores.close();
    }
  }

  private void run() throws Exception {
    App hello =
        new App("hello world", HelloApp.in(directory), Map.of(), "/api/hello", () -> "", 200);
    App audit =
        new App(
            "audit-api",
            staged("audit-api"),
            settings("audit-api", stores.auditConnection()),
            "/api/auditrecord",
            AppsBenchmark::event,
            201);
    System.out.printf(
        "%d starts each; megabytes of the package as a zip, and how much is this project's%n",
        runs);
    System.out.printf(
        "%-12s %10s %10s %6s %8s %6s%n", "", "median ms", "slowest", "ratio", "package", "own");
    double bare = print(hello, OptionalDouble.empty());
    print(audit, OptionalDouble.of(bare));
    try (StagedSite running =
        StagedSite.start(audit.staged(), directory.resolve("audited"), audit.settings())) {
      call(running, audit);
      Map<String, String> settings = settings("patient-api", stores.patientConnection());
      settings.put("AUDIT_API_URL", running.url("/api"));
      print(
          new App(
              "patient-api", staged("patient-api"), settings, "/api/patient", () -> PATIENT, 201),
          OptionalDouble.of(bare));
    }
  }

  /** An event that has not been recorded before. */
  private static String event() {
    return """
        {"eventId":"%1$s","sourceSystemName":"benchmark","patientId":"%2$s",\
        "resource":{"type":"Patient","id":"%2$s","operation":"LoadPatient"}}"""
        .formatted(UUID.randomUUID(), UUID.randomUUID());
  }

  private Path staged(String app) {
    return project.resolve(app).resolve("target/azure-functions").resolve(app);
  }

  /** The app's example settings, as a developer would copy them, with this store. */
  private Map<String, String> settings(String app, String connectionString) throws IOException {
    JsonNode example =
        JsonMapper.builder()
            .build()
            .readTree(project.resolve(app).resolve("local.settings.json.example").toFile());
    Map<String, String> settings = new HashMap<>();
    example
        .path("Values")
        .properties()
        .forEach(value -> settings.put(value.getKey(), value.getValue().asText()));
    settings.put("COSMOS_CONNECTION_STRING", connectionString);
    settings.put("COSMOS_HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
    settings.put("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
    settings.put("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true");
    return settings;
  }

  /**
   * Prints a line.
   *
   * @param bare what the start is a ratio to; itself where absent
   * @return the median start
   */
  private double print(App app, OptionalDouble bare) throws Exception {
    double[] millis = new double[runs];
    for (int run = 0; run < runs; run++) {
      long begin = System.nanoTime();
      try (StagedSite site =
          StagedSite.start(
              app.staged(), directory.resolve(app.name().replace(' ', '-')), app.settings())) {
        call(site, app);
        millis[run] = (System.nanoTime() - begin) / NANOS_PER_MILLI;
      }
    }
    Arrays.sort(millis);
    double median = millis[runs / 2];
    System.out.printf(
        Locale.ROOT,
        "%-12s %10.0f %10.0f %6.1f %8.3f %5.1f%%%n",
        app.name(),
        median,
        millis[runs - 1],
        median / bare.orElse(median),
        zipped(app.staged(), file -> true) / BYTES_PER_MEGABYTE,
        100.0 * zipped(app.staged(), AppsBenchmark::isOwn) / zipped(app.staged(), file -> true));
    return median;
  }

  /** All but the libraries of others. */
  private static boolean isOwn(Path file) {
    return !file.getParent().endsWith("lib")
        || file.getFileName().toString().startsWith("shared-auth");
  }

  private void call(StagedSite site, App app) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site.url(app.path())));
    String body = app.body().get();
    if (!body.isEmpty()) {
      request.setHeader("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != app.status()) {
      throw new IOException(
          "%s answered %d: %s".formatted(app.name(), answer.statusCode(), answer.body()));
    }
  }

  private static long zipped(Path staged, Predicate<Path> some) throws IOException {
    long[] bytes = {0};
    OutputStream counting =
        new OutputStream() {
          @Override
          public void write(int one) {
            bytes[0]++;
          }

          @Override
          public void write(byte[] bytesOf, int from, int length) {
            bytes[0] += length;
          }
        };
    try (ZipOutputStream zip = new ZipOutputStream(counting);
        Stream<Path> files = Files.walk(staged)) {
      for (Path file : files.filter(Files::isRegularFile).filter(some).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(staged.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return bytes[0];
  }
}
