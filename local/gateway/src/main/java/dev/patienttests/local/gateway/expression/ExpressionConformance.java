package dev.patienttests.local.gateway.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.net.conformance.ConformanceResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Holds expressions against outcomes that were recorded from the C# compiler and .NET. */
public final class ExpressionConformance {
  private static final String CONTEXT = "/conformance/expressions-default-context.json";
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Runs a file of cases (JSON Lines), prints each that differs or is refused, and the counts. The
   * context is the one compiled in, or that of a file {@code default-context.json} beside the
   * cases.
   *
   * @return 0 when none differs, 1 otherwise
   */
  public int run(Path file, PrintStream out) {
    try {
      return ConformanceResult.report(results(Files.readString(file), context(file)), out);
    } catch (IOException e) {
      out.println("Cannot run " + file + ": " + e.getMessage());
      return 1;
    }
  }

  private JsonNode context(Path file) throws IOException {
    Path beside = file.resolveSibling("default-context.json");
    return Files.exists(beside) ? json.readTree(beside.toFile()) : defaultContext();
  }

  /** The context that is compiled in. */
  JsonNode defaultContext() throws IOException {
    try (InputStream stream = ExpressionConformance.class.getResourceAsStream(CONTEXT)) {
      return json.readTree(stream);
    }
  }

  /** Runs cases, one on each line. */
  List<ConformanceResult> results(String cases, JsonNode context) {
    List<ConformanceResult> results = new ArrayList<>();
    int number = 0;
    for (String line : cases.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        results.add(result(line, number, context));
      }
    }
    return results;
  }

  private ConformanceResult result(String line, int number, JsonNode context) {
    try {
      ExpressionCase one = new ExpressionCase(json.readTree(line), context);
      try {
        return result(one);
      } catch (RuntimeException | StackOverflowError e) {
        return ConformanceResult.differing(one.id(), "it fails with " + e);
      }
    } catch (IOException e) {
      return ConformanceResult.refused("line " + number, "it is no JSON");
    }
  }

  /** Runs one case. */
  static ConformanceResult result(ExpressionCase one) {
    boolean compiles = !one.expect().has("compileError");
    CompiledExpression expression;
    try {
      expression = one.compile();
    } catch (PolicyLoadException e) {
      return compiles
          ? ConformanceResult.refused(one.id(), e.getMessage())
          : ConformanceResult.passed(one.id());
    }
    if (!compiles) {
      String error = one.expect().path("compileError").asText();
      return ConformanceResult.differing(one.id(), "C# refuses it with " + error);
    }
    String expected = expected(one);
    String actual = actual(one, expression);
    return actual.equals(expected)
        ? ConformanceResult.passed(one.id())
        : ConformanceResult.differing(
            one.id(), "expected <" + expected + ">, was <" + actual + ">");
  }

  private static String actual(ExpressionCase one, CompiledExpression expression) {
    try {
      Object value = expression.evaluate(one.exchange());
      if (value == null) {
        return "null";
      }
      String text = RuntimeTypes.text(value);
      return RuntimeTypes.nameOf(value)
          + ": "
          + (comparesSign(one) ? sign(text) : text)
          + (isCollection(value) ? " " + JsonText.compact(JsonBuild.serialize(value)) : "");
    } catch (DotNetException e) {
      return "throws " + e.typeName();
    }
  }

  private static boolean isCollection(Object value) {
    return value instanceof CsArray
        || value instanceof CsList
        || value instanceof CsMap
        || value instanceof CsRecord;
  }

  private static String expected(ExpressionCase one) {
    JsonNode expect = one.expect();
    if (expect.has("throws")) {
      return "throws " + expect.path("throws").asText();
    }
    String type = expect.path("type").asText();
    if (expect.path("type").isNull()) {
      return "null";
    }
    boolean collection =
        type.endsWith("[]")
            || type.startsWith("System.Collections.")
            || type.contains("Tuple<")
            || type.equals("(anonymous)");
    String text = expect.path("text").asText();
    return type
        + ": "
        + (comparesSign(one) ? sign(text) : text)
        + (collection ? " " + canonical(expect.path("json").toString()) : "");
  }

  private static String canonical(String json) {
    return JsonText.compact(new JsonReader(json, false).document());
  }

  /** Of comparisons, the sign alone is meant. */
  private static boolean comparesSign(ExpressionCase one) {
    return one.json().path("expression").asText().matches("(?s).*\\bCompare(To|Ordinal)?\\(.*")
        && one.expect().path("type").asText().equals("System.Int32");
  }

  private static String sign(String number) {
    return number.startsWith("-") ? "negative" : number.equals("0") ? "zero" : "positive";
  }
}
