package dev.patienttests.local.stack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.stack.e2e.ClinicClient;
import dev.patienttests.local.stack.e2e.Documents;
import dev.patienttests.local.stack.e2e.Patients;
import dev.patienttests.local.stack.e2e.RunningStack;
import dev.patienttests.local.stack.trace.TraceLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One request's way through gateway, apps, store and audit, by the id that the gateway gave it. */
class RequestTraceTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  /** A line is written when its request is over, which may be after the client has its answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void theGatewaysRequestIdIsInAllLogsAndInTheAudit() throws IOException {
    HttpResponse<String> created = new ClinicClient(STACK).create(Patients.ADA);
    String patientId = Patients.json(created).path("id").asText();
    String id = created.headers().firstValue("x-pattern-trace").orElseThrow();

    Set<String> parts = Set.of("gateway", "patient-api", "audit-api");
    Instant end = Instant.now().plus(PATIENCE);
    while (!logsWith(id).containsAll(parts) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    assertThat(logsWith(id)).containsExactlyInAnyOrderElementsOf(parts);
    List<String> way =
        new TraceLogs(logs())
            .way(id).stream().map(line -> line.replace("-api-2 ", "-api ")).toList();
    for (String station :
        List.of(
            "gateway CreatePatient",
            "  patient-api CreatePatient",
            "    patient-api -> audit-api",
            "      audit-api CreateAuditRecord",
            "        audit-api -> cosmos",
            "    patient-api -> cosmos")) {
      assertThat(way).anyMatch(line -> line.contains("  " + station + " "));
    }
    List<JsonNode> records = new Documents(STACK).auditRecordsOf(patientId);
    assertThat(records)
        .hasSize(2)
        .allMatch(each -> each.at("/correlation/requestId").asText().equals(id));
  }

  /** The parts, whichever instance it was, whose logs know an id. */
  private static Set<String> logsWith(String id) throws IOException {
    try (Stream<Path> files = Files.list(logs())) {
      return files
          .filter(file -> knows(file, id))
          .map(file -> file.getFileName().toString().replaceAll("(-[0-9])?\\.log$", ""))
          .collect(Collectors.toSet());
    }
  }

  private static boolean knows(Path log, String id) {
    try {
      return Files.readString(log).contains("\"requestId\":\"" + id + "\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path logs() {
    return Path.of(STACK.status().dataDirectory()).resolve("logs");
  }
}
