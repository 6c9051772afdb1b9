package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.List;
import java.util.Optional;

/** Members and items of values, resources and modules. */
final class AccessEvaluator {
  private final FileEvaluator file;
  private final ExpressionEvaluator expressions;

  AccessEvaluator(FileEvaluator file, ExpressionEvaluator expressions) {
    this.file = file;
    this.expressions = expressions;
  }

  /** The resource or module that an expression names, if it names one. */
  Optional<Deployable> target(Expr expr, Env env) {
    if (expr instanceof Expr.Name name && !env.locals().containsKey(name.name())) {
      return named(name, env);
    } else if (expr instanceof Expr.Index index
        && !index.safe()
        && index.base() instanceof Expr.Name name
        && !env.locals().containsKey(name.name())) {
      return ofLoop(name, index, env);
    } else if (expr instanceof Expr.NestedName nested) {
      return nested(nested, env);
    } else if (expr instanceof Expr.NonNull nonNull) {
      return target(nonNull.base(), env);
    }
    return Optional.empty();
  }

  private Optional<Deployable> named(Expr.Name name, Env env) {
    for (Optional<Instance> body = env.body(); body.isPresent(); body = body.get().owner()) {
      for (Instance child : body.get().nested()) {
        if (child.declaration().name().equals(name.name())) {
          return Optional.of(child);
        }
      }
    }
    Statement symbol = file.file().symbol(name.name()).orElse(null);
    if (isLoop(symbol)) {
      throw new Fault(
          "BCP144",
          file.origin(name.at()),
          "\"" + name.name() + "\" is a loop: an index must follow");
    }
    return all(symbol).stream().findFirst();
  }

  private Optional<Deployable> ofLoop(Expr.Name name, Expr.Index index, Env env) {
    Statement symbol = file.file().symbol(name.name()).orElse(null);
    if (!isLoop(symbol)) {
      return Optional.empty();
    }
    List<Deployable> all = all(symbol);
    Origin site = file.origin(index.at());
    Value at = expressions.evaluate(index.index(), env);
    if (!(at instanceof Value.Int number)) {
      throw Fault.unsupported(site, "an index into resources that is no known integer");
    }
    if (number.value() < 0 || number.value() >= all.size()) {
      throw new Fault("BCP311", site, "there is no item " + number.value());
    }
    return Optional.of(all.get((int) number.value()));
  }

  private static boolean isLoop(Statement symbol) {
    return (symbol instanceof Statement.ResourceDeclaration resource
            && resource.value() instanceof Expr.For)
        || (symbol instanceof Statement.ModuleDeclaration module
            && module.value() instanceof Expr.For);
  }

  /** All that a symbol deploys. */
  List<Deployable> all(Statement symbol) {
    if (symbol instanceof Statement.ResourceDeclaration resource) {
      return List.copyOf(file.resources().instances(resource));
    } else if (symbol instanceof Statement.ModuleDeclaration module) {
      return List.copyOf(file.modules().instances(module));
    }
    return List.of();
  }

  private Optional<Deployable> nested(Expr.NestedName nested, Env env) {
    Origin site = file.origin(nested.at());
    if (target(nested.base(), env).orElse(null) instanceof Instance parent) {
      for (Instance child : parent.nested()) {
        if (child.declaration().name().equals(nested.name())) {
          return Optional.of(child);
        }
      }
    }
    throw new Fault("BCP159", site, "there is no nested resource \"" + nested.name() + "\"");
  }

  /** A resource as a value of its own. */
  Value whole(Expr expr, Env env) {
    Origin site = file.origin(expr.at());
    Optional<Deployable> target = target(expr, env);
    if (target.orElse(null) instanceof Instance instance) {
      return file.resources().reference(instance, true, site);
    } else if (target.isPresent()) {
      throw Fault.unsupported(site, "a module as a value");
    }
    throw new Fault("BCP057", site, "the name does not exist here");
  }

  Value member(Expr.Member member, Env env) {
    Origin site = file.origin(member.at());
    if (member.base() instanceof Expr.Member outer && outer.name().equals("outputs")) {
      Optional<Deployable> module = target(outer.base(), env);
      if (module.orElse(null) instanceof ModuleInstance instance) {
        boolean safe = member.safe() || outer.safe();
        return file.modules().output(instance, member.name(), safe, site);
      }
    }
    Optional<Deployable> target = target(member.base(), env);
    if (target.orElse(null) instanceof Instance instance) {
      return file.resources().member(instance, member.name(), site);
    } else if (target.orElse(null) instanceof ModuleInstance module) {
      return file.modules().member(module, member.name(), site);
    }
    Value base = expressions.evaluate(member.base(), env);
    return access(base, new Value.Str(member.name(), Value.Mark.at(site)), member.safe(), site);
  }

  Value index(Expr.Index index, Env env) {
    Origin site = file.origin(index.at());
    Optional<Deployable> target = target(index, env);
    if (target.isPresent()) {
      return whole(index, env);
    }
    Value base = expressions.evaluate(index.base(), env);
    Value key = expressions.evaluate(index.index(), env);
    if (index.fromEnd() && key instanceof Value.Int number && base instanceof Value.Arr array) {
      key = new Value.Int(array.items().size() - number.value(), key.mark());
    } else if (index.fromEnd()) {
      throw new Fault("BCP414", site, "\"[^…]\" needs a known array and an integer");
    }
    return access(base, key, index.safe(), site);
  }

  private Value access(Value base, Value key, boolean safe, Origin site) {
    Value found = Access.of(base, key, safe, site);
    return found instanceof Value.Access ? file.project().budget().checked(found) : found;
  }
}
