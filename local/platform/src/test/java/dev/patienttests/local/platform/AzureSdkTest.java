package dev.patienttests.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureSdkTest {

  @TempDir Path directory;

  @Test
  void clientsOfTheSdkAreSatisfied() throws Exception {
    try (PlatformFixture fixture = new PlatformFixture(directory)) {
      fixture.putSecret("own", "{\"value\":\"s1\"}");
      ProcessBuilder program =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-Dhttps.proxyHost=127.0.0.1",
              "-Dhttps.proxyPort=" + fixture.inside.getPort(),
              "-Dhttp.nonProxyHosts=127.0.0.1|localhost",
              "-Djavax.net.ssl.trustStore=" + fixture.settings.trustStore(),
              "-Djavax.net.ssl.trustStorePassword=" + fixture.settings.storePassword(),
              "-cp",
              System.getProperty("java.class.path"),
              SdkProgram.class.getName(),
              PlatformFixture.CALLER.clientId(),
              "https://" + PlatformFixture.VAULT,
              PlatformFixture.API.identifierUris().get(0));
      program.environment().put("IDENTITY_ENDPOINT", fixture.control() + "/msi/caller/token");
      program.environment().put("IDENTITY_HEADER", PlatformFixture.HEADER);
      File errors = directory.resolve("stderr.txt").toFile();
      Process process = program.redirectError(errors).start();
      process.getOutputStream().close();

      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(output.lines())
          .as("errors in %s", errors)
          .containsExactly(
              "own s1",
              "other 403",
              "version 404",
              "signature 64",
              "version true",
              "shown P-256 false",
              "token true");
    }
  }
}
