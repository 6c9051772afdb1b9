package dev.patienttests.benchmarks.bare;

import dev.patienttests.benchmarks.bare.BareServer.Answer;
import dev.patienttests.local.net.ChildProcess;
import dev.patienttests.local.net.ChildProcess.Running;
import dev.patienttests.local.net.TrustedClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** In patient-api's place: makes the calls of an operation, one after the other, and answers. */
final class BarePatientMain {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private BarePatientMain() {}

  public static void main(String[] args) {
    ChildProcess.run(args, BareConfig.class, BarePatientMain::start);
  }

  private static Running start(BareConfig config) throws Exception {
    HttpClient client =
        TrustedClients.httpClient(config.listener(), BareServer.required(config.egressProxy()));
    URI next = BareServer.required(config.next());
    BareDocuments documents =
        new BareDocuments(BareServer.required(config.cosmos()), BareBodies.patient());
    return BareServer.behindNetwork(
        "bare-patient",
        config.listener(),
        (request, body) -> {
          Operation operation = Operation.of(request.getHttpURI().getPath());
          for (Operation.Step step : operation.steps()) {
            switch (step) {
              case AUDIT -> postAudit(client, next);
              case CREATE -> documents.create();
              case READ -> documents.read();
              case REPLACE -> documents.replace();
              case QUERY -> documents.query();
              case QUERY_PARTITION -> documents.queryPartition();
            }
          }
          return new Answer(operation.status(), BareBodies.PATIENT_ANSWER);
        });
  }

  private static void postAudit(HttpClient client, URI next) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(next)
            .timeout(TIMEOUT)
            .setHeader("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(BareBodies.AUDIT_REQUEST))
            .build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 201) {
      throw new IllegalStateException("bare-audit answered " + response.statusCode());
    }
  }
}
