package dev.patienttests.local.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * The certificate authority of one machine's stack. It is made when first asked for, kept in a
 * directory that only its owner can read, and may sign for the names of the stack alone (RFC 5280,
 * name constraints): who has its key still cannot pass for any other site.
 */
public final class DevelopmentCa {
  private static final String ALIAS = "ca";
  private static final String LEAF_ALIAS = "server";
  private static final Duration CA_RENEWAL = Duration.ofDays(400);
  private static final Duration LEAF_RENEWAL = Duration.ofDays(30);

  private final Path directory;
  private final char[] password;
  private final Clock clock;
  private final PrivateKey key;
  private final X509Certificate certificate;

  private DevelopmentCa(
      Path directory, char[] password, Clock clock, PrivateKey key, X509Certificate certificate) {
    this.directory = directory;
    this.password = password;
    this.clock = clock;
    this.key = key;
    this.certificate = certificate;
  }

  /**
   * Opens the authority in a directory, or makes a new one there if there is none, or none that is
   * valid long enough for the certificates that it is to sign, and for their names.
   *
   * @param storePassword password of all stores, of this authority and those that it issues
   * @throws IOException when the directory cannot be used or holds a key that cannot be read
   */
  public static DevelopmentCa open(Path directory, String storePassword) throws IOException {
    return open(directory, storePassword, Clock.systemUTC());
  }

  static DevelopmentCa open(Path directory, String storePassword, Clock clock) throws IOException {
    PrivateFiles.createDirectories(directory);
    char[] password = storePassword.toCharArray();
    Path store = directory.resolve("ca.p12");
    try {
      if (Files.exists(store)) {
        KeyStore kept = Pkcs12.read(store, password);
        X509Certificate certificate = (X509Certificate) kept.getCertificate(ALIAS);
        if (validFor(certificate, CA_RENEWAL, clock)
            && Certificates.permitsWhatIsPermitted(certificate)) {
          PrivateKey key = (PrivateKey) kept.getKey(ALIAS, password);
          DevelopmentCa ca = new DevelopmentCa(directory, password, clock, key, certificate);
          ca.publish();
          return ca;
        }
      }
      return create(directory, store, password, clock);
    } catch (GeneralSecurityException e) {
      throw new IOException("Certificate authority in " + directory + " cannot be used", e);
    }
  }

  private static DevelopmentCa create(Path directory, Path store, char[] password, Clock clock)
      throws IOException, GeneralSecurityException {
    KeyPair pair = Certificates.newKeyPair();
    X509Certificate certificate = Certificates.selfSigned(pair, clock.instant());
    KeyStore kept = Pkcs12.empty();
    kept.setKeyEntry(ALIAS, pair.getPrivate(), password, new Certificate[] {certificate});
    Pkcs12.write(kept, password, store);
    DevelopmentCa ca =
        new DevelopmentCa(directory, password, clock, pair.getPrivate(), certificate);
    Files.deleteIfExists(ca.trustStore());
    ca.publish();
    return ca;
  }

  /** The authority's certificate, as PEM text, for clients such as {@code curl --cacert}. */
  public Path certificateFile() {
    return directory.resolve("ca.pem");
  }

  /** PKCS#12 store that holds the authority's certificate alone. */
  public Path trustStore() {
    return directory.resolve("trust.p12");
  }

  /** The authority's certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * Makes sure that a PKCS#12 store holds a key with a certificate of this authority for exactly
   * these names; what is there already is kept while it is valid for another 30 days.
   *
   * @param hostNames DNS names, and IPv4 addresses of the loopback range
   * @throws IOException when the store cannot be written
   * @throws IllegalArgumentException when the authority must not sign for one of the names
   */
  public void issue(Path keyStore, Set<String> hostNames) throws IOException {
    for (String name : hostNames) {
      Certificates.checkPermitted(name);
    }
    try {
      if (Files.exists(keyStore) && isCurrent(keyStore, hostNames)) {
        return;
      }
      KeyPair pair = Certificates.newKeyPair();
      X509Certificate leaf =
          Certificates.signed(
              pair.getPublic(), new TreeSet<>(hostNames), certificate, key, clock.instant());
      KeyStore store = Pkcs12.empty();
      store.setKeyEntry(
          LEAF_ALIAS, pair.getPrivate(), password, new Certificate[] {leaf, certificate});
      Pkcs12.write(store, password, keyStore);
    } catch (GeneralSecurityException e) {
      throw new IOException("Certificate for " + keyStore + " cannot be made", e);
    }
  }

  private boolean isCurrent(Path keyStore, Set<String> hostNames) {
    try {
      X509Certificate leaf =
          (X509Certificate) Pkcs12.read(keyStore, password).getCertificate(LEAF_ALIAS);
      if (leaf == null || !validFor(leaf, LEAF_RENEWAL, clock)) {
        return false;
      }
      leaf.verify(certificate.getPublicKey());
      return Certificates.namesOf(leaf).equals(hostNames);
    } catch (IOException | GeneralSecurityException e) {
      return false; // of another authority, or damaged: replaced
    }
  }

  private void publish() throws IOException, GeneralSecurityException {
    if (!Files.exists(certificateFile()) || !Files.exists(trustStore())) {
      KeyStore trust = Pkcs12.empty();
      trust.setCertificateEntry(ALIAS, certificate);
      Pkcs12.write(trust, password, trustStore());
      PrivateFiles.write(certificateFile(), Certificates.pem(certificate));
    }
  }

  private static boolean validFor(X509Certificate certificate, Duration time, Clock clock) {
    return certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(time));
  }
}
