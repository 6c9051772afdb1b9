package dev.patienttests.local.functions;

import dev.patienttests.local.functions.frontend.FrontEnd;
import dev.patienttests.local.functions.host.AppSettings;
import dev.patienttests.local.functions.host.FunctionsHost;
import dev.patienttests.local.functions.http.BareErrors;
import dev.patienttests.local.functions.http.RawTargets;
import dev.patienttests.local.functions.keys.HostKeys;
import dev.patienttests.local.functions.keys.KeyControl;
import dev.patienttests.local.functions.timer.TimerTrigger;
import dev.patienttests.local.functions.timer.Timers;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.NetworkListener;
import dev.patienttests.local.net.Ports;
import dev.patienttests.local.net.StartException;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * A running function app: App Service's front end and the Functions host, or the host alone as Core
 * Tools runs it.
 */
public final class Site implements AutoCloseable {
  private final FunctionsHost host;
  private final Timers timers;
  private final Server server;
  private final Optional<Server> control;
  private final Ports ports;

  private Site(
      FunctionsHost host, Timers timers, Server server, Optional<Server> control, Ports ports) {
    this.host = host;
    this.timers = timers;
    this.server = server;
    this.control = control;
    this.ports = ports;
  }

  /**
   * Loads the app and binds its listeners; when this returns, the site answers.
   *
   * @param appSettings the app's settings, which for a process of its own are its environment
   * @throws StartException when something is missing or not supported, by name
   */
  public static Site start(SiteConfig config, Map<String, String> appSettings) {
    try {
      AppSettings settings = new AppSettings(appSettings);
      return config.mode() == SiteConfig.Mode.CORE_TOOLS
          ? coreTools(config, settings)
          : appService(config, settings);
    } catch (StartException e) {
      throw e;
    } catch (Exception e) {
      throw new StartException(config.siteName() + ": " + e.getMessage(), e);
    }
  }

  private static Site appService(SiteConfig config, AppSettings settings) throws Exception {
    ListenerSettings listener =
        config
            .listener()
            .orElseThrow(() -> new StartException(config.siteName() + ": listener is missing"));
    FrontEnd frontEnd = FrontEnd.of(config, listener);
    HostKeys keys =
        HostKeys.open(
            config.dataDirectory(), FunctionsHost.functionNames(config.stagedApp(), settings));
    FunctionsHost host = FunctionsHost.start(config.stagedApp(), settings, keys);
    Server server = server(config.siteName(), new SiteHandler(host, Optional.of(frontEnd)));
    ServerConnector network =
        NetworkListener.behindNetwork(
            server, listener, NetworkListener.Sni.OPTIONAL, BareErrors::configure);
    RawTargets.use(network);
    server.addConnector(network);
    Server control = NetworkListener.server("control");
    ServerConnector loopback = NetworkListener.loopbackHttp(control, 0, http -> {});
    control.addConnector(loopback);
    Timers timers = timers(host, config);
    control.setHandler(
        new Handler.Sequence(
            new RunControl(timers, config.controlToken()),
            new KeyControl(keys, config.controlToken())));
    control.start();
    server.start();
    timers.start();
    Ports ports =
        Ports.none().withNetwork(network.getLocalPort()).withControl(loopback.getLocalPort());
    return new Site(host, timers, server, Optional.of(control), ports);
  }

  private static Timers timers(FunctionsHost host, SiteConfig config) {
    Clock clock = Clock.systemUTC();
    Map<String, TimerTrigger> triggers = new HashMap<>();
    host.schedules()
        .forEach(
            (name, schedule) ->
                triggers.put(
                    name,
                    new TimerTrigger(
                        name,
                        schedule,
                        config.dataDirectory(),
                        clock,
                        timerInfo -> host.runTimer(name, timerInfo))));
    return new Timers(triggers, clock);
  }

  private static Site coreTools(SiteConfig config, AppSettings settings) throws Exception {
    FunctionsHost host = FunctionsHost.startWithoutKeys(config.stagedApp(), settings);
    Server server = server(config.siteName(), new SiteHandler(host, Optional.empty()));
    ServerConnector connector = NetworkListener.loopbackHttp(server, 0, BareErrors::configure);
    RawTargets.use(connector);
    server.addConnector(connector);
    server.start();
    Timers timers = timers(host, config);
    timers.start();
    return new Site(
        host, timers, server, Optional.empty(), Ports.none().withPublic(connector.getLocalPort()));
  }

  private static Server server(String name, Handler handler) {
    Server server = NetworkListener.server(name);
    server.setErrorHandler(new BareErrors());
    server.setHandler(new GracefulHandler(handler));
    return server;
  }

  /**
   * The ports that it listens on: network and control, or under Core Tools the public one alone.
   */
  public Ports ports() {
    return ports;
  }

  /** Lets requests in flight end, at most for a second, then stops. */
  @Override
  public void close() throws IOException {
    try {
      timers.close();
      server.stop();
      if (control.isPresent()) {
        control.get().stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IOException("the site does not stop", e);
    } finally {
      host.close();
    }
  }
}
