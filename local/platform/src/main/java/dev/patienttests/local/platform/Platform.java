package dev.patienttests.local.platform;

import dev.patienttests.local.net.NetworkListener;
import dev.patienttests.local.net.NetworkListener.Sni;
import dev.patienttests.local.net.Ports;
import dev.patienttests.local.net.PrivateFiles;
import dev.patienttests.local.platform.PlatformHandler.Endpoint;
import dev.patienttests.local.storage.BlobService;
import dev.patienttests.local.storage.StorageConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Entra ID, managed-identity endpoints, Key Vault and blobs over HTTP, from start to {@link
 * #close}.
 *
 * <p>Azure's host names are served behind the virtual network; managed-identity endpoints and the
 * control API on a plain loopback listener of their own.
 */
public final class Platform implements AutoCloseable {

  private final Server server;
  private final ServerConnector network;
  private final ServerConnector control;

  /**
   * Opens the data directory and listens on free loopback ports.
   *
   * @throws IllegalArgumentException for a configuration that is not valid
   */
  public Platform(PlatformConfig config) {
    this(config, Clock.systemUTC());
  }

  Platform(PlatformConfig config, Clock clock) {
    this.server = NetworkListener.server("platform");
    this.network =
        NetworkListener.behindNetwork(
            server, config.listener(), Sni.REQUIRED, Platform::allowAbsentVersions);
    this.control = NetworkListener.loopbackHttp(server, 0, http -> {});
    server.setHandler(handler(config, clock));
    server.addConnector(network);
    server.addConnector(control);
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("Cannot listen: " + e.getMessage(), e);
    }
  }

  /** A key without version is addressed by an empty segment: {@code keys/<name>//sign}. */
  private static void allowAbsentVersions(HttpConfiguration http) {
    http.setUriCompliance(
        UriCompliance.DEFAULT.with("versions", Violation.AMBIGUOUS_EMPTY_SEGMENT));
  }

  private PlatformHandler handler(PlatformConfig config, Clock clock) {
    try {
      PrivateFiles.createDirectories(config.dataDirectory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Tenant tenant = new Tenant(config);
    Issuers issuers = new Issuers(config, clock);
    TokenIssuer issuer = new TokenIssuer(config.tenantId(), issuers.signer(TokenSigner.ENTRA));
    TokenService tokens = new TokenService(tenant, issuer, clock);
    SecretStore secrets = new SecretStore(config.dataDirectory(), config.vault().roles(), clock);
    Map<String, Endpoint> hosts = new HashMap<>();
    hosts.put(
        config.loginHost().toLowerCase(Locale.ROOT),
        entra(config, tenant, issuers, tokens, clock)::answer);
    hosts.put(
        config.vault().hostName().toLowerCase(Locale.ROOT),
        vault(config, issuer, secrets, clock)::answer);
    config
        .storage()
        .ifPresent(
            storage ->
                hosts.put(
                    storage.hostName().toLowerCase(Locale.ROOT),
                    blobs(config, storage, issuer, clock)::answer));
    putOtherIssuers(hosts, config, issuers, clock);
    IdentityEndpoints identities = new IdentityEndpoints(config.endpoints(), tenant, tokens);
    ControlApi controlApi =
        new ControlApi(config.controlToken(), secrets, new KeyControl(issuers, tokens));
    Map<String, Endpoint> controls =
        Map.of("msi", identities::answer, "control", controlApi::answer);
    return new PlatformHandler(
        (request, call) ->
            Optional.ofNullable(
                request.getConnectionMetaData().getConnector() == control
                    ? controls.get(call.path().get(0))
                    : hosts.get(Request.getServerName(request).toLowerCase(Locale.ROOT))));
  }

  private static EntraEndpoint entra(
      PlatformConfig config, Tenant tenant, Issuers issuers, TokenService tokens, Clock clock) {
    ClientCredentials clients =
        new ClientCredentials(
            tenant,
            ClientSecrets.open(config.dataDirectory(), tenant.clients()),
            new ClientAssertions(issuers.federatedSigners(), clock),
            tokens);
    TokenIssuer issuer = new TokenIssuer(config.tenantId(), issuers.signer(TokenSigner.ENTRA));
    return new EntraEndpoint(tenant, config.loginHost(), issuer, clients, clock);
  }

  private static VaultEndpoint vault(
      PlatformConfig config, TokenIssuer issuer, SecretStore secrets, Clock clock) {
    return new VaultEndpoint(
        config.vault(),
        config.loginHost(),
        config.tenantId(),
        new AppTokens(issuer, Tenant.VAULT_RESOURCE, clock),
        secrets,
        new KeyStore(config.dataDirectory(), config.vault().keys(), clock));
  }

  private static void putOtherIssuers(
      Map<String, Endpoint> hosts, PlatformConfig config, Issuers issuers, Clock clock) {
    config
        .externalId()
        .ifPresent(
            tenant -> {
              TokenSigner signer = issuers.signer(TokenSigner.EXTERNAL_ID);
              for (String host : tenant.hostNames()) {
                hosts.put(host, new ExternalIdEndpoint(tenant, host, signer, clock)::answer);
              }
            });
    for (FederatedIssuer federated : issuers.federated()) {
      TokenSigner signer = issuers.signer(federated.hostName());
      hosts.put(federated.hostName(), new FederatedIssuerEndpoint(federated, signer)::answer);
    }
  }

  private static BlobEndpoint blobs(
      PlatformConfig config, StorageConfig storage, TokenIssuer issuer, Clock clock) {
    BlobService service =
        new BlobService(
            storage,
            config.dataDirectory().resolve("blobs").resolve(storage.name()),
            "https://" + config.loginHost() + "/" + config.tenantId(),
            clock);
    return new BlobEndpoint(service, new AppTokens(issuer, BlobService.RESOURCE, clock));
  }

  /** The ports in the form that the stack reads. */
  public Ports ports() {
    return Ports.none().withNetwork(network.getLocalPort()).withControl(control.getLocalPort());
  }

  /** Answers what is under way, then closes the listeners. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot stop: " + e.getMessage(), e);
    }
  }
}
