package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.StartException;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS of both sides: version 1.2 or 1.3 by a native library where there is one for the machine, or
 * else version 1.3 by the JDK.
 */
final class Tls {
  private Tls() {}

  /** BoringSSL, which needs a fraction of the time of the JDK's own; or else that. */
  private static SslProvider provider() {
    return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
  }

  /** The JDK cannot be told to refuse renegotiation, which version 1.3 does not know. */
  private static List<String> versions() {
    return OpenSsl.isAvailable() ? List.of("TLSv1.3", "TLSv1.2") : List.of("TLSv1.3");
  }

  /** What it is, for the log. */
  static String library() {
    return OpenSsl.isAvailable() ? OpenSsl.versionString() : "the JDK, version 1.3 alone";
  }

  /**
   * With the process's own certificate.
   *
   * @throws StartException when it cannot be read
   */
  static SslContext server(ListenerSettings settings) {
    try {
      // Keeps what it has converted for the native library.
      KeyManagerFactory keys =
          new OpenSslCachingX509KeyManagerFactory(
              KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm()));
      keys.init(
          store(settings.keyStore(), settings.storePassword()),
          settings.storePassword().toCharArray());
      return SslContextBuilder.forServer(keys)
          .sslProvider(provider())
          .protocols(versions())
          .build();
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
          .protocols(versions())
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
