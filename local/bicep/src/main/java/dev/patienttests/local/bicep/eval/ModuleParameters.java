package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a file gives to the parameters of its modules. */
final class ModuleParameters {
  private final FileEvaluator file;

  ModuleParameters(FileEvaluator file) {
    this.file = file;
  }

  /** The values; what is missing or not declared goes to the findings. */
  Map<String, Value> of(ModuleInstance module, FileModel model) {
    Map<String, Value> values = new LinkedHashMap<>();
    Optional<Expr> params = Bodies.property(module.body(), "params");
    if (params.isPresent()) {
      values.putAll(values(params.get(), module, model));
    }
    Set<String> declared = new HashSet<>();
    for (Statement.Parameter parameter : model.statements(Statement.Parameter.class)) {
      declared.add(parameter.name());
      Type type = Type.of(parameter.type(), model);
      boolean optional = parameter.value().isPresent() || file.project().types().isNullable(type);
      if (!optional && !values.containsKey(parameter.name())) {
        file.project()
            .findings()
            .error(
                "BCP035",
                file.origin(
                    Bodies.nameAt(module.body(), "params").orElse(module.declaration().at())),
                "the module needs a value for its parameter \"" + parameter.name() + "\"");
      }
    }
    values.keySet().stream()
        .filter(name -> !declared.contains(name))
        .forEach(name -> unknown(name, declared, params.orElseThrow()));
    return values;
  }

  private Map<String, Value> values(Expr params, ModuleInstance module, FileModel model) {
    Origin site = file.origin(params.at());
    if (!(params instanceof Expr.ObjectLiteral object)) {
      throw new Fault("BCP183", site, "the parameters of a module are written as an object");
    }
    Map<String, Value> secrets = new LinkedHashMap<>();
    List<Expr.Item> others = new ArrayList<>();
    for (Expr.Item item : object.items()) {
      if (item instanceof Expr.Item.Property property
          && property.key() instanceof Expr.StringLiteral key
          && secretIn(property.value(), module.env()).isPresent()) {
        Expr secret = secretIn(property.value(), module.env()).orElseThrow();
        secrets.put(key.value(), secret(key.value(), secret, model));
      } else {
        others.add(item);
      }
    }
    Value value = file.expressions().literals().object(others, params.at(), module.env());
    if (!(value instanceof Value.Obj members)) {
      throw Fault.unsupported(site, "a module's parameter whose name only the deployment knows");
    }
    Map<String, Value> values = new LinkedHashMap<>(members.members());
    values.putAll(secrets);
    return values;
  }

  /** The secret that a value is, or that a condition chooses for it. */
  private Optional<Expr> secretIn(Expr expr, Env env) {
    if (!(expr instanceof Expr.Ternary ternary)) {
      return isSecret(expr, env) ? Optional.of(expr) : Optional.empty();
    }
    Optional<Expr> whenTrue = secretIn(ternary.whenTrue(), env);
    Optional<Expr> whenFalse = secretIn(ternary.whenFalse(), env);
    if (whenTrue.or(() -> whenFalse).isEmpty()) {
      return Optional.empty();
    }
    Value condition = file.expressions().evaluate(ternary.condition(), env);
    if (condition instanceof Value.Bool known) {
      return known.value() ? whenTrue : whenFalse;
    }
    return whenTrue.or(() -> whenFalse);
  }

  private boolean isSecret(Expr expr, Env env) {
    return expr instanceof Expr.Call call
        && call.name().equals("getSecret")
        && call.target().isPresent()
        && file.expressions().access().target(call.target().get(), env).orElse(null)
            instanceof Instance;
  }

  /** A reference to a secret of a vault: what the deployment of the module alone can read. */
  private Value secret(String name, Expr expr, FileModel model) {
    Value.Mark mark = new Value.Mark(file.origin(expr.at()), true);
    boolean secure =
        model
            .symbol(name)
            .filter(Statement.Parameter.class::isInstance)
            .map(Statement.Parameter.class::cast)
            .filter(parameter -> Constraints.isSecure(parameter.decorators()))
            .isPresent();
    if (!secure) {
      throw new Fault(
          "BCP180", mark.origin(), "\"getSecret\" needs a parameter that is marked secure");
    }
    return new Value.Call(
        "parameters", List.of(new Value.Str(name, Value.Mark.at(mark.origin()))), mark);
  }

  private void unknown(String name, Set<String> declared, Expr params) {
    Optional<String> near = Suggestions.nearest(name, declared);
    int at = params.at();
    if (params instanceof Expr.ObjectLiteral object) {
      for (Expr.Item item : object.items()) {
        boolean found =
            item instanceof Expr.Item.Property property
                && property.key() instanceof Expr.StringLiteral key
                && key.value().equals(name);
        at = found ? ((Expr.Item.Property) item).key().at() : at;
      }
    }
    String hint = near.map(other -> "; did you mean \"" + other + "\"?").orElse("");
    file.project()
        .findings()
        .error(
            near.isPresent() ? "BCP089" : "BCP037",
            file.origin(at),
            "the module has no parameter \"" + name + "\"" + hint);
  }
}
