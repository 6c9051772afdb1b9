package dev.patienttests.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

/** One client that makes calls, one after the other, over a connection that is kept alive. */
public final class Connection {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Target target;
  private final HttpClient client;

  /** A client of its own for the target; it connects at the first call. */
  public Connection(Target target) throws IOException, GeneralSecurityException {
    this.target = target;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .sslContext(trusting(target.caCertificate()))
            .build();
  }

  /** What it calls. */
  public Target target() {
    return target;
  }

  /**
   * Makes calls and takes the time of each.
   *
   * @throws IOException when an answer has another status: a figure for it would mean nothing
   */
  public Samples call(Requests requests, int times) throws IOException, InterruptedException {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      HttpRequest request = requests.next();
      long begin = System.nanoTime();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      nanos[i] = System.nanoTime() - begin;
      requests.answered(checked(request, response, requests.status()));
    }
    return new Samples(nanos);
  }

  /**
   * Makes one call.
   *
   * @throws IOException when the answer has another status
   */
  public HttpResponse<String> send(HttpRequest request, int status)
      throws IOException, InterruptedException {
    return checked(request, client.send(request, BodyHandlers.ofString()), status);
  }

  private HttpResponse<String> checked(
      HttpRequest request, HttpResponse<String> response, int status) throws IOException {
    if (response.statusCode() != status) {
      throw new IOException(
          "%s answered %d to %s %s: %s"
              .formatted(
                  target.name(),
                  response.statusCode(),
                  request.method(),
                  request.uri().getPath(),
                  response.body()));
    }
    return response;
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
