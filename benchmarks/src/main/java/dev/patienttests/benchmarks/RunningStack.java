package dev.patienttests.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.benchmarks.bare.BareChain.ProcessOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A local stack that runs, as {@code ./pattern status --json} describes it. */
public final class RunningStack {
  private final Path project;
  private final JsonNode status;

  private RunningStack(Path project, JsonNode status) {
    this.project = project;
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
    return new RunningStack(project, status);
  }

  /** Its public path for new patients, with the key of its first subscription. */
  public Target target() {
    return new Target(
        "local stack",
        URI.create(status.path("gateway").asText() + "/patient"),
        caCertificate(),
        Map.of(
            "Ocp-Apim-Subscription-Key",
            status.path("subscriptions").path(0).path("primaryKey").asText()));
  }

  /** The certificate of its development CA, PEM. */
  public Path caCertificate() {
    return Path.of(status.path("caCertificate").asText());
  }

  /** The Azure host name of a part, such as {@code patientApi}. */
  public String host(String part) {
    return status.path("hosts").path(part).asText();
  }

  /**
   * The key of a product's first subscription.
   *
   * @throws IOException when it has none
   */
  public String key(String product) throws IOException {
    for (JsonNode subscription : status.path("subscriptions")) {
      if (subscription.path("product").asText().equals(product)) {
        return subscription.path("primaryKey").asText();
      }
    }
    throw new IOException("The stack has no subscription of " + product);
  }

  /**
   * A caller's token for a product, as {@code ./pattern token} gives it out.
   *
   * @param role app role that is in it
   * @throws IOException when there is none
   */
  public String token(String product, String role) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("./pattern", "token", "--product", product, "--role", role)
            .directory(project.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String token = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("./pattern token gives none for " + product);
    }
    return token.trim();
  }

  /**
   * What a process of it was started with; it holds secrets.
   *
   * @throws IOException when there is no such process
   */
  public ObjectNode configuration(String process) throws IOException {
    Path file =
        Path.of(status.path("dataDirectory").asText()).resolve("run").resolve(process + ".json");
    return JsonMapper.builder().build().readValue(Files.readAllBytes(file), ObjectNode.class);
  }

  /** What the JVM of a process of it was started with. */
  public JvmOptions jvmOptions(String process) throws IOException, InterruptedException {
    return JvmOptions.of(pid(process));
  }

  /** JVM options of the processes that a request passes. */
  ProcessOptions processOptions() throws IOException, InterruptedException {
    return new ProcessOptions(
        JvmOptions.of(pid("gateway")).ofMachine(),
        JvmOptions.of(pid("patient-api")).ofMachine(),
        JvmOptions.of(pid("cosmos")).ofMachine());
  }

  /** JVM options of the process that holds the virtual network: the parent of the others. */
  List<String> networkOptions() throws IOException, InterruptedException {
    ProcessHandle gateway =
        ProcessHandle.of(pid("gateway")).orElseThrow(() -> new IOException("The gateway is gone"));
    return JvmOptions.of(
            gateway.parent().orElseThrow(() -> new IOException("The stack is gone")).pid())
        .ofMachine();
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
