package dev.patienttests.local.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Clients of the stack's processes: they trust the development CA alone. */
public final class TrustedClients {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private TrustedClients() {}

  /**
   * A TLS context that trusts the development CA alone.
   *
   * @throws StartException when the trust store cannot be read
   */
  public static SSLContext sslContext(ListenerSettings settings) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust(settings).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new StartException("TLS is not available: " + e.getMessage(), e);
    }
  }

  /**
   * What trusts the development CA alone.
   *
   * @throws StartException when the trust store cannot be read
   */
  public static TrustManagerFactory trust(ListenerSettings settings) {
    try (InputStream file = Files.newInputStream(settings.trustStore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, settings.storePassword().toCharArray());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      return trust;
    } catch (IOException | GeneralSecurityException e) {
      throw new StartException(
          "Trust store " + settings.trustStore() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * An HTTP client that speaks through a CONNECT proxy of the virtual network and follows no
   * redirects.
   *
   * @param egressProxy {@code host:port}
   */
  public static HttpClient httpClient(ListenerSettings settings, String egressProxy) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_TIMEOUT)
        .sslContext(sslContext(settings))
        .proxy(ProxySelector.of(address(egressProxy)))
        .build();
  }

  /**
   * The address in a {@code host:port} text.
   *
   * @throws StartException when it is none
   */
  public static InetSocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    try {
      return new InetSocketAddress(
          hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new StartException("'" + hostAndPort + "' is not host:port", e);
    }
  }
}
