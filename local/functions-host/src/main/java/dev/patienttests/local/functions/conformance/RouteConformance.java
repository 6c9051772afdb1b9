package dev.patienttests.local.functions.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.functions.routing.FunctionRoute;
import dev.patienttests.local.functions.routing.RouteRefusedException;
import dev.patienttests.local.functions.routing.RouteSetupException;
import dev.patienttests.local.functions.routing.RouteTable;
import dev.patienttests.local.net.conformance.ConformanceResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the listener and the route table against recorded answers of the real ones: each case is
 * sent over a socket of its own, and status, function, values, path, order and functions that do
 * not load are compared.
 */
public final class RouteConformance {
  private final ObjectMapper json = new ObjectMapper();
  private final Map<App, Table> tables = new HashMap<>();

  private record App(String prefix, List<FunctionRoute> functions) {}

  private record Table(Optional<RouteTable> routes, Optional<String> refusal) {}

  /**
   * Runs a file of cases (JSON Lines), prints each that differs or is refused, and the counts.
   *
   * @return 0 when none differs, 1 otherwise
   */
  public int run(Path file, PrintStream out) {
    try {
      return ConformanceResult.report(results(file), out);
    } catch (IOException e) {
      out.println("Cannot run " + file + ": " + e.getMessage());
      return 1;
    }
  }

  /**
   * Runs a file of cases.
   *
   * @throws IOException when the file cannot be read; a line of another format is refused
   */
  public List<ConformanceResult> results(Path file) throws IOException {
    List<ConformanceResult> results = new ArrayList<>();
    try (RouteListener listener = new RouteListener()) {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        if (!line.isBlank()) {
          results.add(result(listener, number, line));
        }
      }
    }
    return results;
  }

  private ConformanceResult result(RouteListener listener, int number, String line) {
    try {
      return result(listener, RouteCase.read(json, line));
    } catch (JsonProcessingException e) {
      return ConformanceResult.refused("line " + number, "it is no JSON");
    } catch (IllegalArgumentException e) {
      return ConformanceResult.refused("line " + number, e.getMessage());
    }
  }

  private ConformanceResult result(RouteListener listener, RouteCase test) {
    Table table = tables.computeIfAbsent(new App(test.prefix(), test.functions()), this::build);
    if (table.refusal().isPresent()) {
      return ConformanceResult.refused(test.id(), table.refusal().get());
    }
    List<String> differences = new ArrayList<>();
    boolean setupError = table.routes().isEmpty();
    compare("setupError", test.expected().setupError(), setupError, differences);
    if (!setupError) {
      RouteTable routes = table.routes().get();
      listener.use(routes);
      test.expected().order().ifPresent(it -> compare("order", it, routes.order(), differences));
      test.expected()
          .notLoaded()
          .ifPresent(
              it ->
                  compare(
                      "notLoaded",
                      it,
                      routes.notLoaded().keySet().stream().sorted().toList(),
                      differences));
      test.request().ifPresent(request -> send(listener, request, test.expected(), differences));
    }
    return differences.isEmpty()
        ? ConformanceResult.passed(test.id())
        : ConformanceResult.differing(test.id(), String.join("; ", differences));
  }

  private Table build(App app) {
    try {
      return new Table(Optional.of(RouteTable.of(app.prefix(), app.functions())), Optional.empty());
    } catch (RouteSetupException e) {
      return new Table(Optional.empty(), Optional.empty());
    } catch (RouteRefusedException e) {
      return new Table(Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  private static void send(
      RouteListener listener,
      RouteCase.Sent request,
      RouteCase.Expected expected,
      List<String> differences) {
    try {
      Answer answer = listener.send(request);
      compare("status", expected.status(), answer.status(), differences);
      compare("function", expected.function(), answer.function(), differences);
      compare("values", expected.values(), answer.values(), differences);
      if (expected.path().isPresent()) {
        compare("path", expected.path(), answer.path(), differences);
      }
      compare(
          "byListener",
          expected.byListener(),
          answer.path().isEmpty() && answer.status() != 500,
          differences);
      compare("empty body", true, answer.bodyEmpty(), differences);
    } catch (IOException e) {
      differences.add("no answer: " + e.getMessage());
    }
  }

  private static void compare(
      String what, Object expected, Object actual, List<String> differences) {
    if (!expected.equals(actual)) {
      differences.add("%s expected %s, was %s".formatted(what, expected, actual));
    }
  }
}
