package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Diagnostic;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import java.util.List;

/**
 * Modules of which only the deployment knows whether, or how often, they are deployed. As with the
 * CLI, what they deploy is left out and said to be; their outputs stay references.
 */
final class LeftOut {
  private static final String API_VERSION = "2025-04-01";

  private final FileEvaluator file;

  LeftOut(FileEvaluator file) {
    this.file = file;
  }

  /** Whether a module is left out. */
  boolean is(ModuleInstance module) {
    return module
        .condition()
        .filter(expr -> isUnknown(file.expressions().evaluate(expr, module.env())))
        .isPresent();
  }

  /** Whether only the deployment knows a value that is no state of a resource. */
  boolean isUnknown(Value value) {
    return value instanceof Value.Expression && !file.project().isChecking() && !file.isLate(value);
  }

  /** Notes that a module is left out. */
  void note(String label, Origin site, String what) {
    String message = "the module \"" + label + "\" is left out: only the deployment knows " + what;
    file.project()
        .leftOut()
        .add(
            new Diagnostic(
                Diagnostic.Severity.WARNING, "NestedDeploymentShortCircuited", site, message));
  }

  /** The outputs of a module as the deployment will have them. */
  Value outputs(Value name, DeploymentScope scope, Origin site) {
    Value.Mark mark = Value.Mark.at(site);
    Value id = scope.id("Microsoft.Resources/deployments", List.of(name), site);
    List<Value> arguments = List.of(id, new Value.Str(API_VERSION, mark));
    return access(new Value.Call("reference", arguments, mark), "outputs", false, site);
  }

  /** One of them. */
  static Value output(Value outputs, String name, boolean safe, Origin site) {
    return access(access(outputs, name, safe, site), "value", safe, site);
  }

  private static Value access(Value base, String name, boolean safe, Origin site) {
    Value.Mark mark = Value.Mark.at(site);
    return new Value.Access(base, new Value.Str(name, mark), safe, mark);
  }
}
