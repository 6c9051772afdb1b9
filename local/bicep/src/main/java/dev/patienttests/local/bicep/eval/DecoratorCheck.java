package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Findings;
import dev.patienttests.local.bicep.syntax.Statement;
import dev.patienttests.local.bicep.syntax.Statement.Decorator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks which decorators stand where. */
final class DecoratorCheck {
  private static final Set<String> VALUES = Set.of("param", "output", "type");
  private static final Set<String> ALL =
      Set.of("param", "output", "type", "var", "resource", "module");
  private static final Map<String, Set<String>> TARGETS =
      Map.of(
          "description", ALL,
          "metadata", VALUES,
          "allowed", Set.of("param"),
          "secure", VALUES,
          "minLength", VALUES,
          "maxLength", VALUES,
          "minValue", VALUES,
          "maxValue", VALUES,
          "batchSize", Set.of("resource", "module"));
  private static final Set<String> REFUSED =
      Set.of(
          "export",
          "sealed",
          "discriminator",
          "onlyIfNotExists",
          "retryOn",
          "nullIfNotFound",
          "validate",
          "waitUntil",
          "patch");

  private final FileModel file;
  private final Findings findings;

  DecoratorCheck(FileModel file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  void check(Statement statement) {
    if (statement instanceof Statement.Parameter parameter) {
      check(parameter.decorators(), "param");
    } else if (statement instanceof Statement.Output output) {
      check(output.decorators(), "output");
    } else if (statement instanceof Statement.TypeDeclaration type) {
      check(type.decorators(), "type");
    } else if (statement instanceof Statement.Variable variable) {
      check(variable.decorators(), "var");
    } else if (statement instanceof Statement.ResourceDeclaration resource) {
      check(resource.decorators(), "resource");
      batchSize(resource.decorators(), resource.value());
    } else if (statement instanceof Statement.ModuleDeclaration module) {
      check(module.decorators(), "module");
      batchSize(module.decorators(), module.value());
    }
  }

  private void check(List<Decorator> decorators, String target) {
    Set<String> seen = new HashSet<>();
    for (Decorator decorator : decorators) {
      Set<String> targets = TARGETS.get(decorator.name());
      if (REFUSED.contains(decorator.name())) {
        report("unsupported", decorator, "is not supported by this evaluator");
      } else if (targets == null) {
        report("BCP057", decorator, "does not exist");
      } else if (!targets.contains(target)) {
        report("BCP130", decorator, "cannot stand on this kind of declaration");
      } else if (!seen.add(decorator.name())) {
        report("BCP166", decorator, "stands twice on one declaration");
      } else if (decorator.arguments().size() != (decorator.name().equals("secure") ? 0 : 1)) {
        report("BCP071", decorator, "has the wrong number of arguments");
      }
    }
  }

  private void batchSize(List<Decorator> decorators, Expr body) {
    for (Decorator decorator : decorators) {
      if (!decorator.name().equals("batchSize") || decorator.arguments().size() != 1) {
        continue;
      }
      if (!(decorator.arguments().get(0) instanceof Expr.IntLiteral size) || size.value() < 1) {
        report("BCP154", decorator, "takes an integer of at least 1");
      } else if (!(body instanceof Expr.For)) {
        report("BCP155", decorator, "can only stand on a loop");
      }
    }
  }

  private void report(String code, Decorator decorator, String message) {
    String text = "the decorator \"" + decorator.name() + "\" " + message;
    findings.error(code, file.origin(decorator.at()), text);
  }
}
