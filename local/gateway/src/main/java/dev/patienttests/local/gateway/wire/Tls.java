package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.StartException;
import dev.patienttests.local.net.TrustedClients;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

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
    try (InputStream file = Files.newInputStream(settings.keyStore())) {
      char[] password = settings.storePassword().toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, password);
      // Keeps what it has converted for the native library.
      KeyManagerFactory keys =
          new OpenSslCachingX509KeyManagerFactory(
              KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm()));
      keys.init(store, password);
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
      return SslContextBuilder.forClient()
          .trustManager(TrustedClients.trust(settings))
          .sslProvider(provider())
          .protocols(versions())
          .endpointIdentificationAlgorithm("HTTPS")
          .build();
    } catch (SSLException e) {
      throw new StartException("TLS is not available: " + e.getMessage(), e);
    }
  }
}
