package dev.patienttests.local.stack.e2e;

import dev.patienttests.local.stack.run.StackStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * HTTP clients that stand in different places of the network and trust the development CA alone.
 */
public final class Clients {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final StackStatus status;
  private final SSLContext trust;

  /** Clients for a running stack. */
  public Clients(StackStatus status) {
    this.status = status;
    this.trust = trusting(Path.of(status.caCertificate()));
  }

  /** A client on the internet that calls the gateway at its public port. */
  public HttpClient direct() {
    return builder().build();
  }

  /** A client inside a subnet. */
  public HttpClient in(String subnet) {
    return through(status.egress().get(subnet));
  }

  /** A client behind a CONNECT proxy. */
  public HttpClient through(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    return builder()
        .proxy(
            ProxySelector.of(
                new InetSocketAddress(
                    hostAndPort.substring(0, colon),
                    Integer.parseInt(hostAndPort.substring(colon + 1)))))
        .build();
  }

  /** A client on the internet that calls Azure host names directly: the edge leads it by SNI. */
  public EdgeClient edge() {
    return new EdgeClient(status.edge(), trust);
  }

  /** Where patients are created, at the gateway. */
  public URI patients() {
    return URI.create(status.gateway() + "/patient");
  }

  /** Where a patient is, at the gateway. */
  public URI patient(String id) {
    return URI.create(status.gateway() + "/patient/" + id);
  }

  /** A request to create a patient, by a subscription's key where one is given. */
  public HttpRequest.Builder creating(String body, Optional<String> key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(patients())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    key.ifPresent(k -> request.header("Ocp-Apim-Subscription-Key", k));
    return request;
  }

  /** A request to load a patient, by a subscription's key. */
  public HttpRequest.Builder loading(String id, String key) {
    return HttpRequest.newBuilder(patient(id))
        .timeout(PATIENCE)
        .header("Ocp-Apim-Subscription-Key", key);
  }

  /** Sends from the internet. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    return send(direct(), request);
  }

  /** Sends and waits for the whole answer. */
  public static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(PATIENCE)
        .sslContext(trust);
  }

  private static SSLContext trusting(Path certificate) {
    try (InputStream pem = Files.newInputStream(certificate)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
