package dev.patienttests.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patienttests.benchmarks.bare.BareChain.ProcessOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A local stack that runs, as {@code ./pattern status --json} describes it. */
public final class RunningStack {
  private final JsonNode status;

  private RunningStack(JsonNode status) {
    this.status = status;
  }

  /**
   * The one that runs in a project.
   *
   * @throws IOException when none does
   */
  public static RunningStack in(Path project) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("./pattern", "status", "--json").directory(project.toFile()).start();
    JsonNode status = JsonMapper.builder().build().readTree(process.getInputStream());
    if (process.waitFor() != 0 || !status.path("running").asBoolean()) {
      throw new IOException("No stack runs in " + project);
    }
    return new RunningStack(status);
  }

  /** Its public path for new patients, with the key of its first subscription. */
  public Target target() {
    return new Target(
        "local stack",
        URI.create(status.path("gateway").asText() + "/patient"),
        Path.of(status.path("caCertificate").asText()),
        Map.of(
            "Ocp-Apim-Subscription-Key",
            status.path("subscriptions").path(0).path("primaryKey").asText()));
  }

  /** JVM options of the processes that a request passes. */
  ProcessOptions processOptions() throws IOException, InterruptedException {
    return new ProcessOptions(
        JvmOptions.of(pid("gateway")),
        JvmOptions.of(pid("patient-api")),
        JvmOptions.of(pid("cosmos")));
  }

  /** JVM options of the process that holds the virtual network: the parent of the others. */
  List<String> networkOptions() throws IOException, InterruptedException {
    ProcessHandle gateway =
        ProcessHandle.of(pid("gateway")).orElseThrow(() -> new IOException("The gateway is gone"));
    return JvmOptions.of(
        gateway.parent().orElseThrow(() -> new IOException("The stack is gone")).pid());
  }

  private long pid(String name) throws IOException {
    for (JsonNode process : status.path("processes")) {
      if (process.path("name").asText().equals(name) && process.path("pid").asLong() > 0) {
        return process.path("pid").asLong();
      }
    }
    throw new IOException(name + " does not run");
  }
}
