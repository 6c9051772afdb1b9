package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.contract.OperationContract.Parameter;
import dev.patienttests.local.gateway.contract.ParameterValues;
import dev.patienttests.local.gateway.contract.ParameterValues.Fault;
import dev.patienttests.local.gateway.policies.Findings.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says what is wrong with parameters and headers.
 *
 * @param type as errors name it, such as {@code QueryParameter}
 * @param noun as texts name it, such as {@code query parameter}
 */
record ParameterFindings(String type, String noun) {
  private static final String INCORRECT = "IncorrectMessage";

  Finding unspecified(String name) {
    return Finding.open(
        name, type, "Unspecified", "Unspecified " + noun + " " + name + " is not allowed.");
  }

  /** What is wrong with a parameter that the API's document specifies. */
  List<Finding> specified(Parameter parameter, List<String> values) {
    String name = parameter.name();
    if (values.isEmpty()) {
      return parameter.required()
          ? List.of(Finding.open(name, type, INCORRECT, conform(name) + " It is missing."))
          : List.of();
    }
    if (parameter.schema().isEmpty()) {
      return List.of(
          Finding.internal(
              name,
              type,
              "MissingDefinition",
              "API's schema does not contain definition %s, which is associated with the %s %s."
                  .formatted(parameter.definition(), noun, name)));
    }
    List<Finding> found = new ArrayList<>();
    for (Fault fault : ParameterValues.faults(parameter, values)) {
      String text =
          switch (fault.kind()) {
            case SEVERAL ->
                "%s cannot contain multiple values for the %s %s."
                    .formatted(type.startsWith("Response") ? "Response" : "Request", noun, name);
            case UNREADABLE ->
                "Value of the %s %s cannot be parsed according to the definition."
                    .formatted(noun, name);
            case WRONG -> conform(name) + " " + fault.text();
          };
      found.add(Finding.open(name, type, INCORRECT, text));
    }
    return found;
  }

  private String conform(String name) {
    return "Value of the " + noun + " " + name + " does not conform to the definition.";
  }

  /** Names as they are compared. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
