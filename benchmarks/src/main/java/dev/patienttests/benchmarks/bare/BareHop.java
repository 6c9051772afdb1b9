package dev.patienttests.benchmarks.bare;

import dev.patienttests.local.net.ListenerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One hop of the bare chain: its gateway, and a backend that answers at once. */
public final class BareHop {
  private BareHop() {}

  /**
   * Starts the backend, which listens behind the virtual network.
   *
   * @param options JVM options
   * @throws IOException when it cannot be started
   */
  public static BareProcess backend(Path directory, List<String> options, ListenerSettings listener)
      throws IOException {
    BareConfig config =
        new BareConfig(listener, Optional.empty(), Optional.empty(), Optional.empty());
    return BareProcess.start(directory, BareBackendMain.class, options, config);
  }

  /**
   * Starts the gateway, which takes the {@link Operation#path()} of an operation.
   *
   * @param options JVM options
   * @param egressProxy CONNECT proxy of its subnet
   * @param backend host of the backend
   * @throws IOException when it cannot be started
   */
  public static BareProcess gateway(
      Path directory,
      List<String> options,
      ListenerSettings listener,
      InetSocketAddress egressProxy,
      String backend)
      throws IOException {
    BareConfig config =
        new BareConfig(
            listener,
            Optional.of("127.0.0.1:" + egressProxy.getPort()),
            Optional.of(URI.create("https://" + backend + "/")),
            Optional.empty());
    return BareProcess.start(directory, BareGatewayMain.class, options, config);
  }
}
