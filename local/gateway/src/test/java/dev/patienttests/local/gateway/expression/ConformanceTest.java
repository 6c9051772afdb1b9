package dev.patienttests.local.gateway.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.gateway.document.PolicyLoadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs expressions whose outcome was recorded from the C# compiler and .NET. What is left out
 * stands in {@link ConformanceScope}, each with its reason.
 */
class ConformanceTest {
  private static final List<ConformanceCase> CASES = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    CASES.clear();
    ObjectMapper json = new ObjectMapper();
    JsonNode defaults = json.readTree(resource("expressions-default-context.json"));
    for (String line : resource("expressions.jsonl").lines().toList()) {
      ConformanceCase one = new ConformanceCase(json.readTree(line), defaults);
      if (ConformanceScope.reasonToLeaveOut(one).isEmpty()) {
        CASES.add(one);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> expressionsEndAsInDotNet() {
    return CASES.stream()
        .filter(one -> !one.expect().has("compileError"))
        .flatMap(one -> compiled(one).map(c -> test(one, c)).stream());
  }

  @Test
  void whatDoesNotCompileInCSharpIsRefused() {
    assertThat(CASES)
        .filteredOn(one -> one.expect().has("compileError"))
        .isNotEmpty()
        .allSatisfy(
            one ->
                assertThat(compiled(one)).as(one.id() + one.json().path("expression")).isEmpty());
  }

  @Test
  void whatIsNotSupportedIsRefusedAtLoadAndCountedByGroup() {
    Map<String, Integer> runs = new TreeMap<>();
    Map<String, Integer> refused = new TreeMap<>();
    for (ConformanceCase one : CASES) {
      boolean asInCSharp = one.expect().has("compileError") || compiled(one).isPresent();
      runs.merge(one.group(), asInCSharp ? 1 : 0, Integer::sum);
      refused.merge(one.group(), asInCSharp ? 0 : 1, Integer::sum);
    }
    Map<String, Integer> expectedRuns = new TreeMap<>();
    Map<String, Integer> expectedRefused = new TreeMap<>();
    ConformanceScope.GROUPS.forEach(
        (name, group) -> {
          expectedRuns.put(name, group.runs());
          expectedRefused.put(name, group.refused());
        });
    assertThat(runs).isEqualTo(expectedRuns);
    assertThat(refused).isEqualTo(expectedRefused);
  }

  private static Optional<CompiledExpression> compiled(ConformanceCase one) {
    try {
      return Optional.of(one.compile());
    } catch (PolicyLoadException e) {
      return Optional.empty();
    }
  }

  private static DynamicTest test(ConformanceCase one, CompiledExpression expression) {
    String name = one.id() + " " + one.json().path("expression").asText();
    return DynamicTest.dynamicTest(
        name, () -> assertThat(outcome(one, expression)).isEqualTo(expected(one.expect())));
  }

  private static String outcome(ConformanceCase one, CompiledExpression expression) {
    try {
      Object value = expression.evaluate(one.exchange());
      return value == null ? "null" : RuntimeTypes.nameOf(value) + ": " + RuntimeTypes.text(value);
    } catch (DotNetException e) {
      return "throws " + e.typeName();
    }
  }

  private static String expected(JsonNode expect) {
    if (expect.has("throws")) {
      return "throws " + expect.path("throws").asText();
    }
    return expect.path("type").isNull()
        ? "null"
        : expect.path("type").asText() + ": " + expect.path("text").asText();
  }

  private static String resource(String name) throws IOException {
    try (var stream = ConformanceTest.class.getResourceAsStream("/conformance/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
