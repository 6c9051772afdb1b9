package dev.patienttests.benchmarks.gateway;

import dev.patienttests.benchmarks.Target;
import dev.patienttests.benchmarks.bare.BareHop;
import dev.patienttests.benchmarks.bare.BareProcess;
import dev.patienttests.benchmarks.bare.Operation;
import dev.patienttests.local.net.DevelopmentCa;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.net.VirtualNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A backend that answers a constant, behind a virtual network, and bare proxies before it that take
 * TLS and send TLS: the bare chain's gateway, and nginx where there is one. Further gateways may be
 * set before the same backend.
 *
 * <p>The backend is constant so that the machine is the gateways': what the apps and the store need
 * would only make each figure noisier, as it is none of a gateway's own time.
 */
final class BareSides implements AutoCloseable {
  static final String WEB_SERVICE = "Microsoft.Web";

  private static final String SOME_PATIENT = "/0f5b1c1e-6a0f-4d7b-9a51-3c1de0a7f1c2";

  private final Settings settings;
  private final DevelopmentCa ca;
  private final VirtualNetwork network;
  private final InetSocketAddress egress;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<Side> sides = new ArrayList<>();

  /**
   * What they are made of.
   *
   * @param directory for certificates, configurations and logs
   * @param caDirectory folder of the development CA
   * @param storePassword password of its stores
   * @param networkToken secret of the virtual network
   * @param subnet from which the gateways call
   * @param backend host name of the backend
   * @param options JVM options of the bare gateway and the backend
   * @param nginx the program; without it that side is missing
   */
  record Settings(
      Path directory,
      Path caDirectory,
      String storePassword,
      String networkToken,
      Subnet subnet,
      String backend,
      List<String> options,
      Optional<Path> nginx) {}

  private BareSides(Settings settings) throws IOException {
    this.settings = settings;
    this.ca = DevelopmentCa.open(settings.caDirectory(), settings.storePassword());
    this.network = new VirtualNetwork(settings.networkToken());
    this.parts.push(network);
    this.egress = network.egress(settings.subnet());
  }

  /**
   * Starts all of it.
   *
   * @param headers sent with each call
   */
  static BareSides start(Settings settings, Map<String, String> headers) throws Exception {
    BareSides sides = new BareSides(settings);
    try {
      sides.startAll(headers);
      return sides;
    } catch (Exception e) {
      sides.close();
      throw e;
    }
  }

  private void startAll(Map<String, String> headers) throws Exception {
    BareProcess backend =
        kept(
            BareHop.backend(
                settings.directory(),
                settings.options(),
                listener("backend", Set.of(settings.backend()))));
    network.publish(settings.backend(), WEB_SERVICE, backend.ports().network().orElseThrow());
    ListenerSettings listener = listener("bare", Set.of("localhost", "127.0.0.1"));
    BareProcess gateway =
        kept(
            BareHop.gateway(
                settings.directory(), settings.options(), listener, egress, settings.backend()));
    Target bare =
        new Target(
            "bare gateway",
            url(gateway.ports().publicPort().orElseThrow(), ""),
            ca.certificateFile(),
            headers);
    sides.add(new Side(bare, gateway.handle(), Operation::path));
    if (settings.nginx().isPresent()) {
      sides.add(nginx(settings.nginx().get(), listener, headers));
    }
  }

  private Side nginx(Path program, ListenerSettings listener, Map<String, String> headers)
      throws IOException, GeneralSecurityException, InterruptedException {
    // It speaks to no CONNECT proxy: this port leads to the backend in the same way.
    int way = network.forward(settings.subnet(), settings.backend(), 0).getPort();
    Nginx nginx =
        kept(
            Nginx.start(
                program,
                settings.directory().resolve("nginx"),
                listener,
                new Nginx.Backend(settings.backend(), way, ca.certificateFile())));
    return new Side(
        new Target("nginx", url(nginx.port(), "/patient"), ca.certificateFile(), headers),
        nginx.handle(),
        BareSides::path);
  }

  /** The path of an operation below that of the API. */
  static String path(Operation operation) {
    return operation == Operation.CREATE_PATIENT ? "" : SOME_PATIENT;
  }

  static URI url(int port, String path) {
    return URI.create("https://localhost:" + port + path);
  }

  private ListenerSettings listener(String name, Set<String> hosts) throws IOException {
    Files.createDirectories(settings.directory());
    Path keyStore = settings.directory().resolve(name + ".p12");
    ca.issue(keyStore, hosts);
    return new ListenerSettings(
        keyStore, ca.trustStore(), settings.storePassword(), settings.networkToken());
  }

  /** The bare proxies. */
  List<Side> all() {
    return List.copyOf(sides);
  }

  /** The network that the backend is behind. */
  VirtualNetwork network() {
    return network;
  }

  /** The CONNECT proxy of the gateways' subnet. */
  String egressProxy() {
    return "127.0.0.1:" + egress.getPort();
  }

  private <T extends AutoCloseable> T kept(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() {
    parts.forEach(BareSides::close);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot be closed", e);
    }
  }
}
