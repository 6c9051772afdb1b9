package dev.patienttests.local.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.stack.project.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the stack does with each resource type and each property, from {@code resource-support.txt}.
 * What is not listed there is refused at start: no control is ever skipped silently.
 */
final class ResourceSupport {
  private static final String TABLE = "resource-support.txt";

  /** Members of every resource that say where and how it is declared, not what it does. */
  private static final Set<String> DECLARATION = Set.of("location");

  private final Map<String, TypeRules> types = new LinkedHashMap<>();

  /** The rules for one type. */
  private record TypeRules(String meaning, List<PropertyRule> properties) {}

  /** One line of the table; without a value any is accepted. */
  private record PropertyRule(Pattern path, Optional<String> only) {}

  private ResourceSupport() {}

  static ResourceSupport load() {
    ResourceSupport support = new ResourceSupport();
    try (InputStream table = ResourceSupport.class.getResourceAsStream(TABLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      TypeRules current = new TypeRules("", new ArrayList<>());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          int end = line.indexOf(']');
          current = new TypeRules(line.substring(end + 1).strip(), new ArrayList<>());
          support.types.put(line.substring(1, end).toLowerCase(Locale.ROOT), current);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          current.properties().add(rule(line.strip().split("\\s+", 3)));
        }
      }
      return support;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Refuses every type and property that the stack does not know.
   *
   * @throws UserError naming all of them, each with file, line and column
   */
  void requireKnown(DeployedResources resources) {
    List<String> unknown = new ArrayList<>();
    for (DeployedResource resource : resources.all()) {
      TypeRules rules = types.get(resource.type().toLowerCase(Locale.ROOT));
      if (rules == null) {
        unknown.add(
            "%s: the local stack does not know %s".formatted(resource.origin(), resource.type()));
      } else {
        check(resource, rules, unknown);
      }
    }
    if (!unknown.isEmpty()) {
      throw new UserError(String.join("\n", unknown));
    }
  }

  /** What the stack does with a type, for the table of {@code ./pattern infra}. */
  String meaning(String type) {
    TypeRules rules = types.get(type.toLowerCase(Locale.ROOT));
    return rules == null ? "unknown" : rules.meaning();
  }

  /** The types of a deployment that are known and not acted out. */
  Set<String> notActedOut(DeployedResources resources) {
    Set<String> names = new TreeSet<>();
    for (DeployedResource resource : resources.all()) {
      if (meaning(resource.type()).startsWith("inert")) {
        names.add(resource.type().substring(resource.type().lastIndexOf('/') + 1));
      }
    }
    return names;
  }

  private static void check(DeployedResource resource, TypeRules rules, List<String> unknown) {
    resource
        .at("")
        .properties()
        .forEach(
            member -> {
              if (!DECLARATION.contains(member.getKey())) {
                String pointer = "/" + escaped(member.getKey());
                walk(resource, rules, member.getKey(), pointer, member.getValue(), unknown);
              }
            });
  }

  private static void walk(
      DeployedResource resource,
      TypeRules rules,
      String path,
      String pointer,
      JsonNode value,
      List<String> unknown) {
    if (value.isObject() && !value.isEmpty()) {
      value
          .properties()
          .forEach(
              member ->
                  walk(
                      resource,
                      rules,
                      path + "." + member.getKey(),
                      pointer + "/" + escaped(member.getKey()),
                      member.getValue(),
                      unknown));
    } else if (value.isArray() && !value.isEmpty()) {
      for (int i = 0; i < value.size(); i++) {
        walk(resource, rules, path + "[]", pointer + "/" + i, value.get(i), unknown);
      }
    } else if (!value.isNull()) {
      String leaf = value.isArray() ? path + "[]" : path;
      String text = value.isArray() ? "()" : value.asText();
      refusal(rules, leaf, text)
          .ifPresent(
              reason ->
                  unknown.add(
                      "%s: %s of %s %s"
                          .formatted(resource.originOf(pointer), leaf, resource, reason)));
    }
  }

  private static Optional<String> refusal(TypeRules rules, String path, String value) {
    List<PropertyRule> matching =
        rules.properties().stream().filter(rule -> rule.path().matcher(path).matches()).toList();
    if (matching.isEmpty()) {
      return Optional.of("is not known to the local stack");
    }
    boolean accepted =
        matching.stream().anyMatch(rule -> rule.only().map(value::equals).orElse(true));
    return accepted
        ? Optional.empty()
        : Optional.of(
            "is known to the local stack as %s only".formatted(matching.get(0).only().orElse("")));
  }

  private static PropertyRule rule(String[] columns) {
    String path =
        Arrays.stream(columns[1].split("\\*\\*", -1))
            .map(ResourceSupport::withMembers)
            .collect(Collectors.joining(".*"));
    Optional<String> only = columns[0].equals("only") ? Optional.of(columns[2]) : Optional.empty();
    return new PropertyRule(Pattern.compile(path), only);
  }

  private static String withMembers(String text) {
    return Arrays.stream(text.split("\\*", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining("[^.\\[]*"));
  }

  private static String escaped(String member) {
    return member.replace("~", "~0").replace("/", "~1");
  }
}
