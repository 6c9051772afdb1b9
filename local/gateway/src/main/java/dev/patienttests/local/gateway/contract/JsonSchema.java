package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.patienttests.local.gateway.expression.DotNetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A compiled schema. Used by many requests at a time. */
public final class JsonSchema {
  private static final int MOST_VIOLATIONS = 100;

  /**
   * Something that breaks a rule.
   *
   * @param place of the value in JSON, or of the name of a member
   * @param message what is wrong, in the words of JSON.NET's schemas but without any value
   */
  public record Violation(JsonPlace place, String message) {}

  private final Schema schema;
  private final SchemaVariant variant;

  JsonSchema(Schema schema, SchemaVariant variant) {
    this.schema = schema;
    this.variant = variant;
  }

  /** How it reads names. */
  public SchemaVariant variant() {
    return variant;
  }

  /**
   * What is wrong with a value, in no particular order; at most 100.
   *
   * @param onlyFirst whether the first thing is enough, as it is where the value is large
   */
  public List<Violation> check(JsonNode value, boolean onlyFirst) {
    List<Error> errors;
    try {
      JsonNode seen = variant.apply(value);
      errors =
          schema.validate(
              seen, context -> context.executionConfig(config -> config.failFast(onlyFirst)));
    } catch (IllegalArgumentException e) {
      return List.of(new Violation(JsonPlace.ROOT, e.getMessage()));
    } catch (DotNetException e) {
      return List.of(new Violation(JsonPlace.ROOT, "A pattern takes too long to match."));
    }
    return violations(errors);
  }

  private static List<Violation> violations(List<Error> errors) {
    Map<JsonPlace, Set<String>> missing = new LinkedHashMap<>();
    Set<Violation> found = new LinkedHashSet<>();
    for (Error error : errors) {
      JsonPlace place = JsonPlace.of(error.getInstanceLocation());
      if (insideOfChoice(error)) {
        continue;
      }
      if (error.getKeyword().equals("required")) {
        missing.computeIfAbsent(place, p -> new LinkedHashSet<>()).add(error.getProperty());
      } else if (error.getProperty() != null) {
        found.add(new Violation(place.name(error.getProperty()), SchemaMessages.of(error)));
      } else {
        found.add(new Violation(place, SchemaMessages.of(error)));
      }
    }
    List<Violation> all = new ArrayList<>();
    missing.forEach((place, names) -> all.add(new Violation(place, SchemaMessages.missing(names))));
    all.addAll(found);
    return all.size() > MOST_VIOLATIONS ? List.copyOf(all.subList(0, MOST_VIOLATIONS)) : all;
  }

  /** Whether it is of a schema of which another could do as well: the choice itself says it. */
  private static boolean insideOfChoice(Error error) {
    for (int i = 0; i < error.getEvaluationPath().getNameCount() - 1; i++) {
      String keyword = error.getEvaluationPath().getName(i);
      boolean choice =
          keyword.equals("anyOf") || keyword.equals("oneOf") || keyword.equals("contains");
      if (choice && !precededByProperties(error, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean precededByProperties(Error error, int index) {
    return index > 0 && error.getEvaluationPath().getName(index - 1).equals("properties");
  }
}
