package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import java.util.Optional;

/** Conditions of resources and modules. */
final class Conditions {
  private final FileEvaluator file;

  Conditions(FileEvaluator file) {
    this.file = file;
  }

  /** Whether it is deployed. A nested resource needs the resources around it too. */
  boolean holds(Deployable deployable) {
    if (deployable instanceof Instance instance) {
      return instance.owner().map(this::holds).orElse(true)
          && holds(instance.condition(), instance.env());
    }
    ModuleInstance module = (ModuleInstance) deployable;
    return holds(module.condition(), module.env());
  }

  private boolean holds(Optional<Expr> condition, Env env) {
    return condition.isEmpty() || holds(condition.get(), env);
  }

  /** Whether a condition holds that must be known before anything is deployed. */
  boolean holds(Expr condition, Env env) {
    Origin site = file.origin(condition.start());
    Value value = file.expressions().evaluate(condition, env);
    if (value instanceof Value.Bool known) {
      return known.value();
    }
    if (value instanceof Value.Expression && file.project().isChecking() && !file.isLate(value)) {
      return true;
    }
    if (value instanceof Value.Expression && file.isLate(value)) {
      throw new Fault("BCP177", site, "a condition must be known when the deployment starts");
    } else if (value instanceof Value.Expression) {
      throw Fault.evaluation(site, "what this condition depends on is only known in Azure");
    }
    throw new Fault("BCP046", site, "a condition must be a boolean, not " + Kinds.of(value));
  }
}
