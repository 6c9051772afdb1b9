package dev.patienttests.local.gateway;

import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.http.BackendClient;
import dev.patienttests.local.gateway.http.GatewayHandler;
import dev.patienttests.local.gateway.http.ManagedIdentity;
import dev.patienttests.local.gateway.http.SubscriptionControl;
import dev.patienttests.local.gateway.http.TraceControl;
import dev.patienttests.local.gateway.policy.BoundedWorkers;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.policy.ValueCache;
import dev.patienttests.local.gateway.trace.Tracing;
import dev.patienttests.local.net.NetworkListener;
import dev.patienttests.local.net.Ports;
import dev.patienttests.local.net.StartException;
import dev.patienttests.local.net.TrustedClients;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** A running gateway: the public listener and the one behind the virtual network. */
public final class Gateway implements AutoCloseable {
  /** What the line of the log begins with that says how long the loading of documents took. */
  public static final String LOADED = "All documents are loaded, in ";

  private static final Logger LOG = Logger.getLogger(Gateway.class.getName());

  private final Server server;
  private final BackendClient backends;
  private final BackendClient identity;
  private final BoundedWorkers workers;
  private final Ports ports;

  private Gateway(
      Server server,
      BackendClient backends,
      BackendClient identity,
      BoundedWorkers workers,
      Ports ports) {
    this.server = server;
    this.backends = backends;
    this.identity = identity;
    this.workers = workers;
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
    SSLContext tls = TrustedClients.sslContext(config.listener());
    Optional<InetSocketAddress> proxy =
        config.egressProxy().isEmpty()
            ? Optional.empty()
            : Optional.of(TrustedClients.address(config.egressProxy()));
    BackendClient backends = new BackendClient(tls, proxy);
    BackendClient identity = new BackendClient(tls, Optional.empty());
    BoundedWorkers workers = new BoundedWorkers();
    PolicyServices services =
        new PolicyServices(
            clock,
            Gateway::pause,
            new ValueCache(clock),
            backends,
            new ManagedIdentity(config.identity(), identity, clock),
            workers);
    try {
      long begin = System.nanoTime();
      ApiGateway gateway = load(config, services);
      LOG.info(LOADED + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms");
      Tracing tracing = Tracing.of(gateway.config(), clock);
      Server server = NetworkListener.server("gateway");
      ServerConnector open =
          NetworkListener.publicTls(
              server, config.listener(), config.publicPort(), Gateway::limits);
      open.setName(GatewayHandler.PUBLIC);
      ServerConnector network =
          NetworkListener.behindNetwork(
              server, config.listener(), NetworkListener.Sni.OPTIONAL, Gateway::limits);
      server.addConnector(open);
      server.addConnector(network);
      Handler handler = new GatewayHandler(gateway, config.hostName(), tracing);
      Optional<ServerConnector> control = controlToken.map(token -> control(server));
      server.setHandler(
          controlToken.isEmpty()
              ? handler
              : new Handler.Sequence(
                  new TraceControl(tracing, controlToken.get()),
                  new SubscriptionControl(gateway::changeSubscription, controlToken.get()),
                  handler));
      server.start();
      Ports ports =
          Ports.none().withNetwork(network.getLocalPort()).withPublic(open.getLocalPort());
      if (control.isPresent()) {
        ports = ports.withControl(control.get().getLocalPort());
      }
      return new Gateway(server, backends, identity, workers, ports);
    } catch (Exception e) {
      workers.close();
      backends.close();
      identity.close();
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

  private static ServerConnector control(Server server) {
    ServerConnector control = NetworkListener.loopbackHttp(server, 0, http -> {});
    control.setName(SubscriptionControl.CONTROL);
    server.addConnector(control);
    return control;
  }

  private static void limits(HttpConfiguration http) {
    http.setRequestHeaderSize(32 * 1024);
    http.setResponseHeaderSize(32 * 1024);
    http.setSendDateHeader(true);
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
    LifeCycle.stop(server);
    workers.close();
    backends.close();
    identity.close();
  }
}
