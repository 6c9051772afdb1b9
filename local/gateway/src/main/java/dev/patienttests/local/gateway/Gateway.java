package dev.patienttests.local.gateway;

import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.http.ManagedIdentity;
import dev.patienttests.local.gateway.http.SubscriptionControl;
import dev.patienttests.local.gateway.http.TraceControl;
import dev.patienttests.local.gateway.policy.BoundedWorkers;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.policy.ValueCache;
import dev.patienttests.local.gateway.trace.Tracing;
import dev.patienttests.local.gateway.wire.BackendClient;
import dev.patienttests.local.gateway.wire.GatewaySite;
import dev.patienttests.local.gateway.wire.Listener;
import dev.patienttests.local.gateway.wire.WaitingThreads;
import dev.patienttests.local.gateway.wire.WireLoop;
import dev.patienttests.local.net.NetworkListener;
import dev.patienttests.local.net.Ports;
import dev.patienttests.local.net.StartException;
import dev.patienttests.local.net.TrustedClients;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** A running gateway: the public listener and the one behind the virtual network. */
public final class Gateway implements AutoCloseable {
  /** What the line of the log begins with that says how long the loading of documents took. */
  public static final String LOADED = "All documents are loaded, in ";

  private static final Logger LOG = Logger.getLogger(Gateway.class.getName());

  private final Parts parts;
  private final Ports ports;

  private Gateway(Parts parts, Ports ports) {
    this.parts = parts;
    this.ports = ports;
  }

  /**
   * Loads all documents and starts.
   *
   * @param clock the time
   * @throws StartException where a document is refused; the message names the place
   */
  public static Gateway start(GatewayConfig config, InstantSource clock) throws Exception {
    return start(config, clock, Optional.empty());
  }

  /**
   * The same with a control listener, on the loopback address.
   *
   * @param controlToken secret that it asks for
   * @throws StartException where a document is refused; the message names the place
   */
  public static Gateway start(
      GatewayConfig config, InstantSource clock, Optional<String> controlToken) throws Exception {
    Optional<InetSocketAddress> proxy =
        config.egressProxy().isEmpty()
            ? Optional.empty()
            : Optional.of(TrustedClients.address(config.egressProxy()));
    Parts parts = new Parts();
    try {
      WireLoop loop = parts.kept(new WireLoop(), WireLoop::close);
      BoundedWorkers workers = parts.kept(new BoundedWorkers(), BoundedWorkers::close);
      BackendClient backends =
          parts.kept(new BackendClient(loop, config.listener(), proxy), BackendClient::close);
      BackendClient identity =
          parts.kept(
              new BackendClient(loop, config.listener(), Optional.empty()), BackendClient::close);
      PolicyServices services =
          new PolicyServices(
              clock,
              Gateway::pause,
              new ValueCache(clock),
              backends,
              new ManagedIdentity(config.identity(), identity, clock),
              workers);
      long begin = System.nanoTime();
      ApiGateway gateway = load(config, services);
      LOG.info(LOADED + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms");
      Tracing tracing = Tracing.of(gateway.config(), clock);
      WaitingThreads threads = parts.kept(new WaitingThreads(), WaitingThreads::close);
      GatewaySite open = GatewaySite.of(gateway, config.hostName(), tracing, threads);
      Listener publicly =
          parts.kept(
              Listener.open(loop, config.listener(), config.publicPort(), open), Listener::close);
      Listener network =
          parts.kept(
              Listener.behindNetwork(loop, config.listener(), open.closed()), Listener::close);
      Ports ports = Ports.none().withNetwork(network.port()).withPublic(publicly.port());
      if (controlToken.isPresent()) {
        ports = ports.withControl(control(gateway, tracing, controlToken.get(), parts));
      }
      return new Gateway(parts, ports);
    } catch (Exception e) {
      parts.close();
      throw e;
    }
  }

  /**
   * Loads all documents as a start would, and starts nothing. What stands in Key Vault counts as 1.
   *
   * @throws StartException where a document is refused; the message names the place
   */
  public static void check(GatewayConfig config, InstantSource clock) {
    load(KeyVaultValues.replaced(config, "1"), PolicyServices.unused(clock));
  }

  private static ApiGateway load(GatewayConfig config, PolicyServices services) {
    GatewayConfig read = config;
    try {
      read = KeyVaultValues.read(config, services);
      return new ApiGateway(read, services);
    } catch (PolicyLoadException | IllegalArgumentException e) {
      // A refusal quotes what it refuses, which may be what a secret says.
      String message = Tracing.hidden(e.getMessage(), Tracing.secrets(read));
      throw message.equals(e.getMessage())
          ? new StartException(message, e)
          : new StartException(message);
    }
  }

  private static int control(ApiGateway gateway, Tracing tracing, String token, Parts parts)
      throws Exception {
    Server server = NetworkListener.server("control");
    ServerConnector connector = NetworkListener.loopbackHttp(server, 0, http -> {});
    connector.setName(SubscriptionControl.CONTROL);
    server.addConnector(connector);
    server.setHandler(
        new Handler.Sequence(
            new TraceControl(tracing, token),
            new SubscriptionControl(gateway::changeSubscription, token)));
    parts.kept(server, s -> LifeCycle.stop(s));
    server.start();
    return connector.getLocalPort();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The ports it listens on. */
  public Ports ports() {
    return ports;
  }

  @Override
  public void close() {
    parts.close();
  }
}
