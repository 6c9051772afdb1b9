package dev.patienttests.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {
  private static final String PROPERTY = "jdk.httpclient.keepalive.timeout";

  private final Optional<String> before = Optional.ofNullable(System.getProperty(PROPERTY));

  @AfterEach
  void restore() {
    before.ifPresentOrElse(
        value -> System.setProperty(PROPERTY, value), () -> System.clearProperty(PROPERTY));
  }

  @Test
  void areKeptForLessThanAzureRemembersThem() {
    System.clearProperty(PROPERTY);
    IdleConnections.keepShort();
    assertThat(Integer.getInteger(PROPERTY)).isBetween(1, 200);
  }

  @Test
  void stayAsTheJvmWasTold() {
    System.setProperty(PROPERTY, "7");
    IdleConnections.keepShort();
    assertThat(Integer.getInteger(PROPERTY)).isEqualTo(7);
  }
}
