package dev.patienttests.benchmarks.bare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.TrustedClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BareChainTest {
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xmx128m", "-XX:TieredStopAtLevel=1");

  @Test
  void answersEveryOperationAfterMakingItsCalls(@TempDir Path directory) throws Exception {
    BareChain.Settings settings =
        new BareChain.Settings(directory, new BareChain.ProcessOptions(OPTIONS, OPTIONS, OPTIONS));

    try (BareProcess chain = BareProcess.start(directory, BareChain.class, OPTIONS, settings)) {
      int port = chain.ports().publicPort().orElseThrow();
      for (Operation operation : Operation.values()) {
        HttpResponse<String> answer = send(directory, port, operation);

        assertThat(answer.statusCode()).as(operation.name()).isEqualTo(operation.status());
        assertThat(answer.body()).isEqualTo(BareBodies.PATIENT_ANSWER);
      }
    }
  }

  private static HttpResponse<String> send(Path directory, int port, Operation operation)
      throws Exception {
    ListenerSettings trust =
        new ListenerSettings(
            directory, directory.resolve("ca").resolve("trust.p12"), "bare-chain", "");
    HttpClient client =
        HttpClient.newBuilder().sslContext(TrustedClients.sslContext(trust)).build();
    return client.send(
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + operation.path()))
            .method(operation.method(), BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }
}
