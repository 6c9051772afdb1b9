package dev.patienttests.local.stack.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The HTTP routes of a staged app, as its host reads them. */
final class FunctionRoutes {
  private FunctionRoutes() {}

  /** Method, space and route of each HTTP trigger but the health check's. */
  static Set<String> of(Path staged) {
    Set<String> routes = new TreeSet<>();
    try (Stream<Path> folders = Files.list(staged)) {
      for (Path file : folders.map(folder -> folder.resolve("function.json")).toList()) {
        if (Files.isRegularFile(file)) {
          for (JsonNode binding : new ObjectMapper().readTree(file.toFile()).path("bindings")) {
            add(binding, routes);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return routes;
  }

  private static void add(JsonNode binding, Set<String> routes) {
    String route = binding.path("route").asText();
    if (binding.path("type").asText().equals("httpTrigger") && !route.equals("health")) {
      binding
          .path("methods")
          .forEach(m -> routes.add(m.asText().toUpperCase(Locale.ROOT) + " " + route));
    }
  }
}
