package dev.patienttests.local.bicep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Bicep files in a folder of their own. */
final class Sample {
  static final String ZEROS = "00000000-0000-0000-0000-000000000000";

  private final Path root;
  private final DeploymentContext context;

  Sample(Path root) {
    this.root = root;
    this.context = DeploymentContext.of(root).withSubscription(ZEROS).withResourceGroup("myRg");
  }

  Sample file(String name, String text) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return new Sample(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Evaluation evaluate(String name) throws BicepException {
    return name.endsWith(".bicepparam")
        ? Bicep.evaluate(root.resolve(name), context)
        : evaluate(name, Map.of());
  }

  Evaluation evaluate(String name, Map<String, JsonNode> parameters) throws BicepException {
    return Bicep.evaluate(root.resolve(name), parameters, context);
  }

  /** The value of an expression, as an output of its own. */
  Value value(String declarations, String expression) throws BicepException {
    file("main.bicep", declarations + "\noutput o any = " + expression + "\n");
    return evaluate("main.bicep").outputs().get("o");
  }

  /** The findings of a file as {@code line:column code}. */
  List<String> findings(String text) {
    file("main.bicep", text);
    try {
      evaluate("main.bicep");
      return List.of();
    } catch (BicepException e) {
      return places(e.diagnostics());
    }
  }

  /** The same of a file whose parameters have no values. */
  List<String> checked(String text) {
    file("main.bicep", text);
    return places(Bicep.check(root.resolve("main.bicep"), DeploymentContext.of(root)));
  }

  private static List<String> places(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(found -> found.origin().line() + ":" + found.origin().column() + " " + found.code())
        .toList();
  }
}
