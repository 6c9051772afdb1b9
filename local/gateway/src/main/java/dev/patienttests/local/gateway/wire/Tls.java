package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.StartException;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.logging.Logger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS of both sides: version 1.2 or 1.3, by a native library where there is one for the machine.
 */
final class Tls {
  private static final Logger LOG = Logger.getLogger(Tls.class.getName());
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private Tls() {}

  /** BoringSSL, which needs a fraction of the time of the JDK's own; or else that. */
  private static SslProvider provider() {
    return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
  }

  /** Says which library it is. */
  static void tell() {
    LOG.info(
        () -> "TLS by " + (OpenSsl.isAvailable() ? OpenSsl.versionString() : "the JDK's library"));
  }

  /**
   * With the process's own certificate.
   *
   * @throws StartException when it cannot be read
   */
  static SslContext server(ListenerSettings settings) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(
          store(settings.keyStore(), settings.storePassword()),
          settings.storePassword().toCharArray());
      return SslContextBuilder.forServer(keys).sslProvider(provider()).protocols(VERSIONS).build();
    } catch (IOException | GeneralSecurityException e) {
      throw new StartException(
          "Key store " + settings.keyStore() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Trusts the development CA alone, and checks that a certificate is for the host that is called.
   *
   * @throws StartException when the trust store cannot be read
   */
  static SslContext client(ListenerSettings settings) {
    try {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store(settings.trustStore(), settings.storePassword()));
      return SslContextBuilder.forClient()
          .trustManager(trust)
          .sslProvider(provider())
          .protocols(VERSIONS)
          .endpointIdentificationAlgorithm("HTTPS")
          .build();
    } catch (IOException | GeneralSecurityException e) {
      throw new StartException(
          "Trust store " + settings.trustStore() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static KeyStore store(Path file, String password)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      return store;
    }
  }
}
