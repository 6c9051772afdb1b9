package dev.patienttests.local.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.patienttests.local.net.conformance.ConformanceResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every recorded answer of the host's own router, over real sockets. */
class RouteConformanceTest {
  private static final Path CASES = Path.of("src/test/resources/conformance/routes.jsonl");

  /** Cases that are left out, by id, with the reason. There is none at present. */
  private static final Map<String, String> LEFT_OUT = Map.of();

  @TestFactory
  Stream<DynamicTest> answersAsTheRecordedHost() throws IOException {
    return new RouteConformance()
        .results(CASES).stream()
            .filter(result -> !LEFT_OUT.containsKey(result.id()))
            .map(
                result ->
                    dynamicTest(
                        result.id(),
                        () ->
                            assertThat(result.outcome())
                                .as(result.explanation())
                                .isEqualTo(ConformanceResult.Outcome.PASSED)));
  }

  @Test
  void namesWhatDiffersAndCountsIt(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("cases.jsonl"),
            """
            {"id":"X1","prefix":"api","functions":[{"name":"A","methods":null,"route":"x"}],\
            "request":{"method":"GET","target":"/api/x","host":"localhost"},\
            "expect":{"status":200,"function":"A","values":{}}}
            {"id":"X2","prefix":"api","functions":[{"name":"A","methods":null,"route":"x"}],\
            "request":{"method":"GET","target":"/api/x","host":"localhost"},\
            "expect":{"status":404}}
            """);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int exit = new RouteConformance().run(file, new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("DIFFERING X2: status expected 404, was 200")
        .endsWith("1 passed, 1 differing, 0 refused\n");
  }

  @Test
  void refusesWhatItCannotCheck(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("cases.jsonl"), "{\"id\":\"x\"}\nno json\n[1]\n");
    assertThat(new RouteConformance().results(file))
        .extracting(ConformanceResult::outcome)
        .containsOnly(ConformanceResult.Outcome.REFUSED)
        .hasSize(3);
  }
}
