package dev.patienttests.local.functions.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.functions.routing.FunctionRoute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A function as its function.json describes it.
 *
 * @param disabled whether the file itself disables it
 */
record FunctionDefinition(
    String name, FunctionTrigger trigger, Path scriptFile, String entryPoint, boolean disabled) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,127}");
  private static final Pattern BINDING = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,127}|\\$return");

  /** The HTTP trigger, where it is one. */
  Optional<FunctionTrigger.Http> http() {
    return trigger instanceof FunctionTrigger.Http http ? Optional.of(http) : Optional.empty();
  }

  /**
   * Reads the function of a folder.
   *
   * @param settings app settings, which schedules may name
   */
  static FunctionDefinition read(Path folder, AppSettings settings) {
    String name = folder.getFileName().toString();
    Path file = folder.resolve("function.json");
    if (!NAME.matcher(name).matches() || name.equalsIgnoreCase("host")) {
      throw new StagedAppException(file + ": '" + name + "' is no valid function name");
    }
    StrictJson json =
        StrictJson.read(file).only("scriptFile", "entryPoint", "bindings", "disabled");
    Path script = folder.resolve(json.member("scriptFile").text()).normalize();
    if (!Files.isRegularFile(script)) {
      throw json.member("scriptFile").refusal("names " + script + ", which does not exist");
    }
    return new FunctionDefinition(
        name,
        trigger(name, json.member("bindings"), settings),
        script,
        json.member("entryPoint").text(),
        json.find("disabled").map(it -> it.node().asBoolean()).orElse(false));
  }

  private static FunctionTrigger trigger(
      String function, StrictJson bindings, AppSettings settings) {
    List<FunctionTrigger> triggers = new ArrayList<>();
    boolean answers = false;
    for (int i = 0; i < bindings.node().size(); i++) {
      StrictJson binding = bindings.element(i).requireObject();
      String type = binding.member("type").text().toLowerCase(Locale.ROOT);
      String direction = binding.member("direction").text().toLowerCase(Locale.ROOT);
      String name = binding.member("name").text();
      if (!BINDING.matcher(name).matches()) {
        throw binding.member("name").refusal("('" + name + "') is no valid binding name");
      }
      switch (type + " " + direction) {
        case "httptrigger in" -> triggers.add(http(function, binding));
        case "timertrigger in" -> triggers.add(TimerBinding.read(binding, settings));
        case "http out" -> {
          answers = true;
          requireReturn(binding.only("type", "direction", "name"), name);
        }
        default ->
            throw binding.refusal(
                "of type '%s', direction '%s' is not supported; only HTTP and timer triggers are"
                    .formatted(type, direction));
      }
    }
    if (triggers.size() != 1) {
      throw bindings.refusal("must hold exactly one HTTP or timer trigger");
    }
    if (answers && triggers.get(0) instanceof FunctionTrigger.Timer) {
      throw bindings.refusal("must not hold an HTTP output beside a timer trigger");
    }
    return triggers.get(0);
  }

  private static void requireReturn(StrictJson binding, String name) {
    if (!name.equals("$return")) {
      throw binding.member("name").refusal("must be $return, other outputs are not supported");
    }
  }

  private static FunctionTrigger http(String function, StrictJson binding) {
    StrictJson trigger =
        binding.only("type", "direction", "name", "methods", "authLevel", "route", "dataType");
    return new FunctionTrigger.Http(
        new FunctionRoute(function, methods(trigger), trigger.find("route").map(StrictJson::text)),
        authLevel(trigger));
  }

  private static Optional<List<String>> methods(StrictJson trigger) {
    return trigger
        .find("methods")
        .map(
            methods -> {
              List<String> names = new ArrayList<>();
              for (JsonNode each : methods.node()) {
                names.add(each.asText());
              }
              return List.copyOf(names);
            });
  }

  private static AuthLevel authLevel(StrictJson trigger) {
    Optional<StrictJson> level = trigger.find("authLevel");
    return switch (level.map(it -> it.text().toUpperCase(Locale.ROOT)).orElse("FUNCTION")) {
      case "ANONYMOUS" -> AuthLevel.ANONYMOUS;
      case "FUNCTION" -> AuthLevel.FUNCTION;
      case "ADMIN" -> AuthLevel.ADMIN;
      default -> throw trigger.member("authLevel").refusal("is not supported");
    };
  }
}
