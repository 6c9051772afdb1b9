package dev.patienttests.benchmarks;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What is measured.
 *
 * @param caCertificate PEM file with the only certificate that is trusted
 * @param headers sent with each call
 */
public record Target(String name, URI url, Path caCertificate, Map<String, String> headers) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * A request to it.
   *
   * @param path below its URL
   * @param body sent as JSON unless it is empty
   */
  public HttpRequest.Builder request(String method, String path, String body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(TIMEOUT)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      builder.setHeader("Content-Type", "application/json");
    }
    headers.forEach(builder::setHeader);
    return builder;
  }
}
