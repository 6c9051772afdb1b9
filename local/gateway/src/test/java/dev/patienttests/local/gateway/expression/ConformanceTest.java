package dev.patienttests.local.gateway.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.net.conformance.ConformanceResult;
import dev.patienttests.local.net.conformance.ConformanceResult.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs expressions whose outcome was recorded from the C# compiler and .NET. What is refused or
 * ends otherwise stands in {@link ConformanceScope}, each with its reason.
 */
class ConformanceTest {
  private static List<ConformanceResult> results = List.of();

  @BeforeAll
  static void run() throws IOException {
    ExpressionConformance conformance = new ExpressionConformance();
    results = conformance.results(cases(), conformance.defaultContext());
  }

  private static String cases() throws IOException {
    try (var stream = ConformanceTest.class.getResourceAsStream("/conformance/expressions.jsonl")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Set<String> ids(Outcome outcome) {
    return results.stream()
        .filter(result -> result.outcome() == outcome)
        .map(ConformanceResult::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void expressionsEndAsInDotNetButForThoseThatAreListed() {
    assertThat(results)
        .filteredOn(result -> result.outcome() == Outcome.DIFFERING)
        .filteredOn(result -> !ConformanceScope.DIFFERING.containsKey(result.id()))
        .isEmpty();
    assertThat(ids(Outcome.DIFFERING)).isEqualTo(ConformanceScope.DIFFERING.keySet());
    assertThat(ids(Outcome.PASSED)).hasSizeGreaterThan(1900);
  }

  @Test
  void whatIsRefusedAtLoadIsListedWithItsReason() {
    assertThat(ids(Outcome.REFUSED)).isEqualTo(ConformanceScope.refused());
  }

  @Test
  void aContextBesideTheCasesWins(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cases.jsonl");
    Files.writeString(
        file,
        "{\"id\":\"a\",\"group\":\"ctx\",\"expression\":\"@(context.Api.Id)\","
            + "\"expect\":{\"type\":\"System.String\",\"text\":\"other\"}}");
    assertThat(output(file)).contains("DIFFERING a").endsWith("0 passed, 1 differing, 0 refused\n");
    String context = new ExpressionConformance().defaultContext().toString();
    Files.writeString(
        folder.resolve("default-context.json"), context.replace("orders-v1", "other"));
    assertThat(output(file)).isEqualTo("1 passed, 0 differing, 0 refused\n");
  }

  private static String output(Path file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ExpressionConformance().run(file, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
