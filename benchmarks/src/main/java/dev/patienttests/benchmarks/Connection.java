package dev.patienttests.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One client that posts patients, one after the other, over a connection that is kept alive. */
final class Connection {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String PATIENT =
      """
      {"firstName":"Mara","lastName":"Musterfrau","gender":"female","dateOfBirth":"1975-05-05",\
      "postCode":"3012","insuranceNumber":"756.1234.5678.97"}""";

  private final Target target;
  private final HttpClient client;
  private final HttpRequest request;

  /** A client of its own for the target; it connects at the first call. */
  Connection(Target target) throws IOException, GeneralSecurityException {
    this.target = target;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .sslContext(trusting(target.caCertificate()))
            .build();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(target.url())
            .timeout(TIMEOUT)
            .setHeader("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(PATIENT));
    target.headers().forEach(builder::setHeader);
    this.request = builder.build();
  }

  /**
   * Makes calls and takes the time of each.
   *
   * @throws IOException when an answer is not 201: a figure for anything else would mean nothing
   */
  Samples call(int times) throws IOException, InterruptedException {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      nanos[i] = System.nanoTime() - begin;
      if (response.statusCode() != 201) {
        throw new IOException(
            "%s answered %d: %s".formatted(target.name(), response.statusCode(), response.body()));
      }
    }
    return new Samples(nanos);
  }

  private static SSLContext trusting(Path certificate)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
