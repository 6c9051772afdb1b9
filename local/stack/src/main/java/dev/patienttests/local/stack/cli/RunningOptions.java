package dev.patienttests.local.stack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.run.ControlClient;
import dev.patienttests.local.stack.run.StackOptions;
import dev.patienttests.local.stack.run.StackProcesses;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a stack was started with, as far as a change of it needs another start.
 *
 * @param debug names of the processes that a debugger can attach to
 */
record RunningOptions(int gatewayPort, int instances, Set<String> debug) {

  static RunningOptions of(StackOptions options) {
    return new RunningOptions(options.gatewayPort(), options.instances(), options.debug());
  }

  /** What the running stack's status says. */
  static RunningOptions of(ControlClient running) {
    try {
      JsonNode status = new ObjectMapper().readTree(running.status());
      int instances = 0;
      Set<String> debug = new TreeSet<>();
      for (JsonNode process : status.path("processes")) {
        String name = process.path("name").asText();
        instances += name.startsWith(StackProcesses.PATIENT_API) ? 1 : 0;
        if (process.has("debugPort")) {
          debug.add(name);
        }
      }
      int port = URI.create(status.path("gateway").asText()).getPort();
      return new RunningOptions(port, instances, debug);
    } catch (JsonProcessingException e) {
      throw new UserError("the stack's status is no JSON", e);
    }
  }
}
