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
 * @param route name, methods and route of its HTTP trigger
 * @param disabled whether the file itself disables it
 */
record FunctionDefinition(
    FunctionRoute route,
    AuthLevel authLevel,
    Path scriptFile,
    String entryPoint,
    boolean disabled) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,127}");
  private static final Pattern BINDING = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,127}|\\$return");

  String name() {
    return route.name();
  }

  static FunctionDefinition read(Path folder) {
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
    StrictJson trigger = trigger(json.member("bindings"));
    return new FunctionDefinition(
        new FunctionRoute(name, methods(trigger), trigger.find("route").map(StrictJson::text)),
        authLevel(trigger),
        script,
        json.member("entryPoint").text(),
        json.find("disabled").map(it -> it.node().asBoolean()).orElse(false));
  }

  private static StrictJson trigger(StrictJson bindings) {
    List<StrictJson> triggers = new ArrayList<>();
    for (int i = 0; i < bindings.node().size(); i++) {
      StrictJson binding = bindings.element(i).requireObject();
      String type = binding.member("type").text().toLowerCase(Locale.ROOT);
      String direction = binding.member("direction").text().toLowerCase(Locale.ROOT);
      String name = binding.member("name").text();
      if (!BINDING.matcher(name).matches()) {
        throw binding.member("name").refusal("('" + name + "') is no valid binding name");
      }
      if (type.equals("httptrigger") && direction.equals("in")) {
        triggers.add(
            binding.only("type", "direction", "name", "methods", "authLevel", "route", "dataType"));
      } else if (type.equals("http") && direction.equals("out")) {
        binding.only("type", "direction", "name");
        if (!name.equals("$return")) {
          throw binding.member("name").refusal("must be $return, other outputs are not supported");
        }
      } else {
        throw binding.refusal(
            "of type '%s', direction '%s' is not supported; only HTTP triggers are"
                .formatted(type, direction));
      }
    }
    if (triggers.size() != 1) {
      throw bindings.refusal("must hold exactly one HTTP trigger");
    }
    return triggers.get(0);
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
