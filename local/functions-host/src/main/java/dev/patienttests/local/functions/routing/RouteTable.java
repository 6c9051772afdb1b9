package dev.patienttests.local.functions.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The routes of an app in the order in which the host tries them: by function name, whatever their
 * templates. The first whose method, template and constraints hold wins.
 */
public final class RouteTable {
  private final List<Entry> entries;
  private final Map<String, String> notLoaded;

  private record Entry(FunctionRoute function, RouteTemplate template) {

    boolean answers(String method) {
      return function
          .methods()
          .map(methods -> methods.stream().anyMatch(each -> OrdinalCase.equal(each, method)))
          .orElse(true);
    }
  }

  /**
   * A function that a request reached.
   *
   * @param values the route values; one that the path does not have is empty
   */
  public record Match(FunctionRoute function, Map<String, Optional<String>> values) {}

  private RouteTable(List<Entry> entries, Map<String, String> notLoaded) {
    this.entries = entries;
    this.notLoaded = notLoaded;
  }

  /**
   * Builds the table.
   *
   * @param prefix the host's route prefix, which may be empty
   * @throws RouteSetupException when a template is broken: then no function is reachable
   */
  public static RouteTable of(String prefix, List<FunctionRoute> functions) {
    List<FunctionRoute> sorted = new ArrayList<>(functions);
    sorted.sort(Comparator.comparing(function -> OrdinalCase.upper(function.name())));
    Map<String, String> notLoaded = new LinkedHashMap<>();
    List<FunctionRoute> loaded = new ArrayList<>();
    for (FunctionRoute function : sorted) {
      Optional<String> fault = fault(function, loaded);
      fault.ifPresentOrElse(
          text -> notLoaded.put(function.name(), text), () -> loaded.add(function));
    }
    List<Entry> entries = new ArrayList<>();
    for (FunctionRoute function : loaded) {
      String route = function.effectiveRoute();
      String template = prefix.isEmpty() ? route : prefix + "/" + route;
      try {
        entries.add(new Entry(function, RouteTemplate.parse(template)));
      } catch (RouteSetupException e) {
        throw new RouteSetupException(function.name(), template, e);
      }
    }
    return new RouteTable(List.copyOf(entries), Map.copyOf(notLoaded));
  }

  private static Optional<String> fault(FunctionRoute function, List<FunctionRoute> loaded) {
    String route = trimmed(function);
    if (route.startsWith("admin") || route.startsWith("runtime")) {
      return Optional.of("The specified route conflicts with one or more built in routes.");
    }
    return loaded.stream()
        .filter(other -> trimmed(other).equals(route) && methodsMeet(function, other))
        .findFirst()
        .map(
            other ->
                "The route specified conflicts with the route defined by function '%s'."
                    .formatted(other.name()));
  }

  private static String trimmed(FunctionRoute function) {
    return function.effectiveRoute().replaceAll("^/+|/+$", "").toLowerCase(Locale.ROOT);
  }

  private static boolean methodsMeet(FunctionRoute one, FunctionRoute other) {
    List<String> mine = one.methods().orElse(List.of());
    List<String> others = other.methods().orElse(List.of());
    return mine.isEmpty() || others.isEmpty() || mine.stream().anyMatch(others::contains);
  }

  /**
   * Finds the function for a request.
   *
   * @param path the decoded path
   * @throws RouteEvaluationException when a constraint cannot be evaluated: the answer is 500
   */
  public Optional<Match> match(String method, String path) {
    PathTokens tokens = PathTokens.of(path);
    for (Entry entry : entries) {
      if (entry.answers(method)) {
        Optional<Map<String, Optional<String>>> values = entry.template().match(tokens);
        if (values.isPresent()) {
          return Optional.of(new Match(entry.function(), values.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** Functions that do not load, with the host's message. */
  public Map<String, String> notLoaded() {
    return notLoaded;
  }

  /** Names of the loaded functions in the order in which their routes are tried. */
  public List<String> order() {
    return entries.stream().map(entry -> entry.function().name()).toList();
  }
}
