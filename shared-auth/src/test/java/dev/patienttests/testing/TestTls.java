package dev.patienttests.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate made by the JDK's own keytool; one file is key and trust store. */
public final class TestTls {
  public static final String PASSWORD = "changeit";
  public static final String VAULT_HOST = "unit-test.vault.azure.net";

  private final Path store;
  private final SSLContext context;

  private TestTls(Path store, SSLContext context) {
    this.store = store;
    this.context = context;
  }

  public static TestTls create(Path directory) throws Exception {
    Path store = directory.resolve("test.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "test",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=test",
                    "-ext",
                    "SAN=ip:127.0.0.1,dns:localhost,dns:" + VAULT_HOST,
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException(Files.readString(directory.resolve("keytool.log")));
    }
    return new TestTls(store, context(store));
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory key = KeyManagerFactory.getInstance("PKIX");
    key.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  public Path store() {
    return store;
  }

  public SSLContext context() {
    return context;
  }
}
