package dev.patienttests.local.stack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.stack.project.UserError;

/** What a person sees when the stack is ready: what runs where, and a call that works. */
public final class UpSummary {
  private static final String EXAMPLE =
      "{\"firstName\":\"Ada\",\"lastName\":\"Lovelace\",\"gender\":\"female\","
          + "\"dateOfBirth\":\"1815-12-10\",\"postCode\":\"SW1Y\"}";

  private UpSummary() {}

  /** Prints it from the status in JSON. */
  public static void print(String statusJson) {
    System.out.println(text(statusJson));
  }

  static String text(String statusJson) {
    JsonNode status;
    try {
      status = new ObjectMapper().readTree(statusJson);
    } catch (JsonProcessingException e) {
      throw new UserError("the stack's status is no JSON", e);
    }
    StringBuilder text = new StringBuilder();
    text.append("The pattern runs (variant ")
        .append(status.path("variant").asText())
        .append(").\n");
    line(text, "gateway", status.path("gateway").asText());
    line(text, "edge", status.path("edge").asText() + "  (every Azure host name, by SNI)");
    for (JsonNode process : status.path("processes")) {
      String debugger =
          process.has("debugPort")
              ? ", debugger at 127.0.0.1:" + process.path("debugPort").asText()
              : "";
      line(text, process.path("name").asText(), "pid " + process.path("pid").asText() + debugger);
    }
    line(text, "state, logs", status.path("dataDirectory").asText());
    text.append("Create a patient through the gateway:\n\n").append(curl(status)).append('\n');
    return text.toString();
  }

  private static String curl(JsonNode status) {
    JsonNode subscription = status.path("subscriptions").path(0);
    return "curl -i --cacert '%s' '%s/patient' -H 'Ocp-Apim-Subscription-Key: %s' -H 'Content-Type: application/json' -d '%s'"
        .formatted(
            status.path("caCertificate").asText(),
            status.path("gateway").asText(),
            subscription.path("primaryKey").asText(),
            EXAMPLE);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("  %-13s %s%n".formatted(name, value));
  }
}
