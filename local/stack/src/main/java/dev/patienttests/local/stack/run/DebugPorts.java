package dev.patienttests.local.stack.run;

import dev.patienttests.local.stack.project.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** A port for each process that is to be debugged; it stays the same when the process restarts. */
final class DebugPorts {
  private final Map<String, Integer> ports = new HashMap<>();

  /**
   * Chooses free ports.
   *
   * @param wanted names of processes
   * @param possible names of the processes that run an app
   */
  DebugPorts(Set<String> wanted, Set<String> possible) {
    for (String name : wanted) {
      if (!possible.contains(name)) {
        throw new UserError("only an app can be debugged: " + String.join(", ", possible));
      }
      ports.put(name, free());
    }
  }

  /** Where a debugger can attach to a process. */
  OptionalInt of(String process) {
    Integer port = ports.get(process);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  private static int free() {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    } catch (IOException e) {
      throw new UserError("no free port for a debugger: " + e.getMessage(), e);
    }
  }
}
