package dev.patienttests.local.stack.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceLogsTest {
  private static final String REQUEST = "0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @TempDir private Path folder;

  private void log(String process, String... lines) throws IOException {
    Files.writeString(
        folder.resolve(process + ".log"),
        String.join("\n", lines) + "\n",
        StandardCharsets.ISO_8859_1);
  }

  /** A line as a process writes it, about a span of the trace. */
  private static String line(int milli, String span, String parent, String members, double took) {
    return "2026-01-02T03:04:05.999Z INFO request: {\"time\":\"2026-01-02T03:04:05.%03dZ\",\"app\":\"a\",%s,\"traceId\":\"%s\",\"spanId\":\"%s\",\"parentSpanId\":\"%s\",\"requestId\":\"%s\",\"durationMs\":%s}"
        .formatted(milli, members, TRACE, span, parent, REQUEST, took);
  }

  @BeforeEach
  void writeTheLogsOfOneRequest() throws IOException {
    log(
        "gateway",
        "2026-01-02T03:04:05.000Z INFO other: started \u00e9 {}",
        line(0, "a1", "c0", "\"operation\":\"CreatePatient\",\"status\":201", 41.25),
        "{\"time\":");
    log(
        "patient-api-2",
        line(
            3,
            "b2",
            "b1",
            "\"operation\":\"CreatePatient\",\"target\":\"audit-api\",\"status\":201",
            12),
        line(
            20,
            "b3",
            "b1",
            "\"operation\":\"CreatePatient\",\"target\":\"cosmos\",\"activityId\":\"x-1\"",
            8),
        line(2, "b1", "a1", "\"operation\":\"CreatePatient\",\"status\":201", 36),
        "2026-01-02T03:04:05.999Z INFO function: CreatePatient i: {\"time\":\"2026-01-02T03:04:05.0");
    log(
        "audit-api",
        line(4, "d1", "b2", "\"operation\":\"CreateAuditRecord\",\"status\":201", 9.5)
            .replace("\"requestId\":\"" + REQUEST + "\",", ""),
        line(4, "e1", "e0", "\"operation\":\"Other\",\"status\":201", 9.5)
            .replace(TRACE, "1".repeat(32))
            .replace(REQUEST, "other"));
  }

  @Test
  void showsEachStationBelowTheOneThatCalledIt() throws IOException {
    List<String> way = new TraceLogs(folder).way(TRACE.toUpperCase(Locale.ROOT));
    assertThat(String.join("\n", way))
        .isEqualTo(
            """
            03:04:05.000Z  gateway CreatePatient              201           41.3 ms
            03:04:05.002Z    patient-api-2 CreatePatient      201           36.0 ms
            03:04:05.003Z      patient-api-2 -> audit-api     201           12.0 ms
            03:04:05.004Z        audit-api CreateAuditRecord  201            9.5 ms
            03:04:05.020Z      patient-api-2 -> cosmos        no answer      8.0 ms  activity x-1""");
  }

  @Test
  void findsByTheRequestIdAlsoWhatNeverBelievedIt() throws IOException {
    TraceLogs logs = new TraceLogs(folder);
    assertThat(logs.way(REQUEST)).isEqualTo(logs.way(TRACE)).hasSize(5);
  }

  @Test
  void knowsOfAnotherIdNothing() throws IOException {
    assertThat(new TraceLogs(folder).way("0b7f2c7e")).isEmpty();
    assertThat(new TraceLogs(folder.resolve("absent")).way(REQUEST)).isEmpty();
  }

  @Test
  void showsASpanOnceWhereAClientHasSentIdsThatMakeACircle() throws IOException {
    log("gateway", line(0, "a1", "b1", "\"operation\":\"CreatePatient\",\"status\":201", 1));
    assertThat(new TraceLogs(folder).way(TRACE)).hasSize(5);
  }
}
