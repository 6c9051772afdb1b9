package dev.patienttests.local.stack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.stack.run.ControlClient;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what runs where. */
@Command(
    name = "status",
    description = "Shows what runs where. Exit code 3 when the stack does not run.")
public final class StatusCommand implements Callable<Integer> {
  private static final int NOT_RUNNING = 3;

  @Mixin private VariantOption variant;

  @Option(names = "--json", description = "as JSON, stable for scripts")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Optional<ControlClient> running = ControlClient.of(variant.state());
    if (running.isEmpty()) {
      System.out.println(json ? "{\"running\":false}" : "The stack does not run.");
      return NOT_RUNNING;
    }
    String status = running.get().status();
    if (json) {
      System.out.println(status);
    } else {
      print(new ObjectMapper().readTree(status));
    }
    return 0;
  }

  private static void print(JsonNode status) {
    System.out.println("variant   " + status.path("variant").asText());
    System.out.println("gateway   " + status.path("gateway").asText());
    System.out.println("edge      " + status.path("edge").asText());
    System.out.println("state     " + status.path("dataDirectory").asText());
    for (JsonNode process : status.path("processes")) {
      System.out.printf(
          "%-13s  %-10s  %s%n",
          process.path("name").asText(),
          process.path("state").asText(),
          process.has("pid") ? "pid " + process.path("pid").asText() : "");
    }
    for (JsonNode service : status.path("services")) {
      System.out.printf(
          "%-13s  %s%n", service.path("name").asText(), service.path("state").asText());
    }
  }
}
