package dev.patienttests.local.cosmos;

import dev.patienttests.local.net.NetworkListener;
import dev.patienttests.local.net.NetworkListener.Sni;
import dev.patienttests.local.net.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Cosmos DB accounts over HTTP, from start to {@link #close}. */
public final class CosmosServer implements AutoCloseable {

  private static final Pattern ACCOUNT_NAME = Pattern.compile("[a-z0-9-]{3,44}");

  private final Server server;
  private final ServerConnector connector;
  private final boolean behindNetwork;
  private final Map<String, AccountEndpoint> accounts = new HashMap<>();

  /**
   * Opens the accounts and listens on a free loopback port.
   *
   * @throws DefinitionChangeException for a container that would change as Azure does not allow
   * @throws IllegalArgumentException for a configuration that is not valid
   */
  public CosmosServer(CosmosConfig config) {
    this(config, Clock.systemUTC());
  }

  CosmosServer(CosmosConfig config, Clock clock) {
    this.behindNetwork = config.listener().isPresent();
    this.server = NetworkListener.server("cosmos");
    try {
      Files.createDirectories(config.dataDirectory());
      Set<String> names = new HashSet<>();
      for (CosmosConfig.Account account : config.accounts()) {
        check(account, names);
        accounts.put(
            account.hostName().toLowerCase(Locale.ROOT),
            new AccountEndpoint(account, config.dataDirectory(), clock));
      }
      boolean alone = !behindNetwork && accounts.size() == 1;
      Optional<AccountEndpoint> fallback =
          alone ? accounts.values().stream().findAny() : Optional.empty();
      server.setHandler(new CosmosHandler(accounts, fallback));
      this.connector = connector(config);
      server.addConnector(connector);
      server.start();
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new IllegalStateException("Cannot listen: " + e.getMessage(), e);
    }
  }

  private static void check(CosmosConfig.Account account, Set<String> names) {
    if (!ACCOUNT_NAME.matcher(account.name()).matches() || !names.add(account.name())) {
      throw new IllegalArgumentException(
          "Cosmos DB account name " + account.name() + " is not valid or stands twice");
    }
  }

  private ServerConnector connector(CosmosConfig config) {
    return config.listener().isPresent()
        ? NetworkListener.behindNetwork(
            server, config.listener().get(), Sni.REQUIRED, CosmosServer::allowIds)
        : NetworkListener.loopbackHttp(server, 0, CosmosServer::allowIds);
  }

  /** Ids may hold a percent sign; paths are decoded segment by segment, so nothing is ambiguous. */
  private static void allowIds(HttpConfiguration http) {
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "ids", Violation.AMBIGUOUS_PATH_ENCODING, Violation.AMBIGUOUS_EMPTY_SEGMENT));
  }

  /** The port that the server listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** The port in the form that the stack reads. */
  public Ports ports() {
    return behindNetwork ? Ports.none().withNetwork(port()) : Ports.none().withControl(port());
  }

  /** Answers what is under way, then closes listener and files; a second call does nothing. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot stop: " + e.getMessage(), e);
    } finally {
      accounts.values().forEach(AccountEndpoint::close);
      accounts.clear();
    }
  }
}
