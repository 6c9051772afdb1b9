package dev.patienttests.auth;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Configuration;
import dev.patienttests.http.IdleConnections;
import java.time.Duration;

/**
 * The HTTP client of the Azure SDKs here: the JDK's, with a deadline that suits a waiting caller.
 */
public final class AzureHttp {
  private static final int DEADLINE_MILLIS = 10_000;

  private AzureHttp() {}

  /**
   * A new client. It follows the JVM's proxy and trust store properties, and azure-core's variable
   * {@code AZURE_REQUEST_RESPONSE_TIMEOUT} (milliseconds) where that is set.
   *
   * <p>Connecting has the whole deadline too: the JDK counts the TLS handshake into it, and the
   * first one of a JVM loads half of its cryptography.
   */
  public static HttpClient client() {
    IdleConnections.keepShort();
    return new JdkHttpClientBuilder()
        .connectionTimeout(deadline())
        .responseTimeout(deadline())
        .readTimeout(deadline())
        .build();
  }

  /** How long a request may wait for its answer. */
  static Duration deadline() {
    return Duration.ofMillis(
        Configuration.getGlobalConfiguration()
            .get(Configuration.PROPERTY_AZURE_REQUEST_RESPONSE_TIMEOUT, DEADLINE_MILLIS));
  }
}
