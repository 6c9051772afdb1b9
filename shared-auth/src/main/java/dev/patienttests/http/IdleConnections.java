package dev.patienttests.http;

/** How long the JDK's HTTP client keeps connections that nobody uses. */
public final class IdleConnections {
  private static final String PROPERTY = "jdk.httpclient.keepalive.timeout";
  private static final String SECONDS = "60";

  private IdleConnections() {}

  /**
   * Keeps them for a minute, unless the JVM was told otherwise. Java 17 would keep them for twenty,
   * but Azure's load balancers forget an idle connection after four minutes without a word to
   * either side, and a call sent over it would wait for its whole deadline. Takes effect when it
   * comes before the JVM's first client.
   */
  public static void keepShort() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, SECONDS);
    }
  }
}
