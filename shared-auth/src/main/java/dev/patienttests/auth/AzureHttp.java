package dev.patienttests.auth;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import java.time.Duration;

/**
 * The HTTP client of the Azure SDKs here: the JDK's, with deadlines that suit a waiting caller and
 * a JVM that has just started.
 */
public final class AzureHttp {
  private AzureHttp() {}

  /** A new client. It follows the JVM's proxy and trust store properties. */
  public static HttpClient client() {
    return new JdkHttpClientBuilder()
        .connectionTimeout(Duration.ofSeconds(5))
        .responseTimeout(Duration.ofSeconds(10))
        .readTimeout(Duration.ofSeconds(10))
        .build();
  }
}
