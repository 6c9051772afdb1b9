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
    } else if (expr instanceof Expr.Index index && !index.safe() && !index.fromEnd()) {
      return ofLoop(index, env);
    } else if (expr instanceof Expr.NestedName nested) {
      return nested(nested, env);
    } else if (expr instanceof Expr.NonNull nonNull) {
      return target(nonNull.base(), env);
    }
    return Optional.empty();
  }

  private Optional<Deployable> named(Expr.Name name, Env env) {
    List<Instance> nested = nestedAround(name.name(), env);
    Statement symbol =
        nested.isEmpty()
            ? file.file().symbol(name.name()).orElse(null)
            : nested.get(0).declaration();
    if (isLoop(symbol)) {
      throw new Fault(
          "BCP144",
          file.origin(name.at()),
          "\"" + name.name() + "\" is a loop: an index must follow");
    }
    return nested.isEmpty() ? all(symbol).stream().findFirst() : Optional.of(nested.get(0));
  }

  /** The resources of that name that are written beside or around an expression. */
  private List<Instance> nestedAround(String name, Env env) {
    for (Optional<Instance> body = env.body(); body.isPresent(); body = body.get().owner()) {
      List<Instance> found = children(body.get(), name);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<Instance> children(Instance parent, String name) {
    return file.resources().nested(parent).stream()
        .filter(child -> child.declaration().name().equals(name))
        .toList();
  }

  private Optional<Deployable> ofLoop(Expr.Index index, Env env) {
    List<? extends Deployable> all = List.of();
    if (index.base() instanceof Expr.Name name && !env.locals().containsKey(name.name())) {
      List<Instance> nested = nestedAround(name.name(), env);
      Statement symbol = file.file().symbol(name.name()).orElse(null);
      boolean loop = nested.isEmpty() ? isLoop(symbol) : isLoop(nested.get(0).declaration());
      if (!loop) {
        return Optional.empty();
      }
      all = nested.isEmpty() ? all(symbol) : nested;
    } else if (index.base() instanceof Expr.NestedName name
        && target(name.base(), env).orElse(null) instanceof Instance parent) {
      all = children(parent, name.name());
      if (all.isEmpty() || !isLoop(((Instance) all.get(0)).declaration())) {
        return Optional.empty();
      }
    } else {
      return Optional.empty();
    }
    Origin site = file.origin(index.at());
    Value at = expressions.evaluate(index.index(), env);
    if (at instanceof Value.Expression && file.project().isChecking() && !all.isEmpty()) {
      return Optional.of(all.get(0));
    }
    if (!(at instanceof Value.Int number)) {
      throw Fault.unsupported(site, "an index into resources that is no known integer");
    }
    boolean inside = number.value() >= 0 && number.value() < all.size();
    if (!inside && file.project().isWithoutValues() && !all.isEmpty()) {
      // How often the loop turns is not known.
      return Optional.of(all.get(0));
    } else if (!inside) {
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
    List<String> known = List.of();
    if (target(nested.base(), env).orElse(null) instanceof Instance parent) {
      List<Instance> found = children(parent, nested.name());
      if (!found.isEmpty() && !isLoop(found.get(0).declaration())) {
        return Optional.of(found.get(0));
      } else if (!found.isEmpty()) {
        throw new Fault(
            "BCP144", site, "\"" + nested.name() + "\" is a loop: an index must follow");
      }
      known =
          file.resources().nested(parent).stream()
              .map(child -> child.declaration().name())
              .toList();
    }
    throw new Fault(
        "BCP159",
        site,
        "there is no nested resource \""
            + nested.name()
            + "\""
            + Suggestions.hint(nested.name(), known));
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
    if (member.base() instanceof Expr.Name name
        && !env.locals().containsKey(name.name())
        && file.file().symbol(name.name()).orElse(null) instanceof Statement.Import all) {
      return file.imported(
          file.project().imports().member(file.file(), all, member.name(), member.at()), site);
    }
    if (member.base() instanceof Expr.Member outer && outer.name().equals("outputs")) {
      Optional<Deployable> module = target(outer.base(), env);
      if (module.orElse(null) instanceof ModuleInstance instance) {
        boolean safe = member.safe() || outer.safe();
        return file.modules().output(instance, member.name(), safe, site);
      }
    }
    Optional<Deployable> target = target(member.base(), env);
    if (target.orElse(null) instanceof Instance instance) {
      return ofResource(instance, member, site);
    } else if (target.orElse(null) instanceof ModuleInstance module) {
      return file.modules().member(module, member.name(), site);
    }
    Value base = expressions.evaluate(member.base(), env);
    boolean safe = member.safe() || followsSafe(member.base(), member.start());
    return access(base, new Value.Str(member.name(), Value.Mark.at(site)), safe, site);
  }

  /** Whether there is a safe link before another one; parentheses end a chain of links. */
  private static boolean followsSafe(Expr before, int start) {
    if (before instanceof Expr.Member member && member.start() == start) {
      return member.safe() || followsSafe(member.base(), start);
    }
    return before instanceof Expr.Index index
        && index.start() == start
        && (index.safe() || followsSafe(index.base(), start));
  }

  /** A safe access to a resource that may not be deployed gives null if it is not. */
  private Value ofResource(Instance instance, Expr.Member member, Origin site) {
    if (member.safe() && !new Conditions(file).holds(instance)) {
      return new Value.Null(Value.Mark.at(site));
    }
    return file.resources().member(instance, member.name(), site);
  }

  Value index(Expr.Index index, Env env) {
    Origin site = file.origin(index.at());
    Optional<Deployable> target = target(index, env);
    if (target.isPresent()) {
      return whole(index, env);
    }
    Value base = expressions.evaluate(index.base(), env);
    boolean safe = index.safe() || followsSafe(index.base(), index.start());
    Value key = expressions.evaluate(index.index(), env);
    if (!index.fromEnd() && !isIndexed(base)) {
      String message = "\"[…]\" needs an array or an object, not " + Kinds.of(base);
      throw new Fault("BCP076", file.origin(index.base().start()), message);
    }
    if (index.fromEnd() && key instanceof Value.Int number && base instanceof Value.Arr array) {
      key = new Value.Int(array.items().size() - number.value(), key.mark());
    } else if (index.fromEnd() && (base instanceof Value.Null && safe)) {
      return base;
    } else if (index.fromEnd()) {
      return fromEnd(base, key, safe, site);
    }
    return access(base, key, safe, file.origin(index.index().start()));
  }

  private static boolean isIndexed(Value base) {
    return base instanceof Value.Expression
        || base instanceof Value.Arr
        || base instanceof Value.Obj
        || base instanceof Value.Null;
  }

  /** An item counted from the end of what is not known: the function of the template language. */
  private Value fromEnd(Value base, Value key, boolean safe, Origin site) {
    if (!(base instanceof Value.Expression) && !(base instanceof Value.Arr)) {
      throw new Fault("BCP414", site, "\"[^…]\" needs an array, not " + Kinds.of(base));
    } else if (!(key instanceof Value.Expression) && !(key instanceof Value.Int)) {
      throw new Fault("BCP415", site, "\"[^…]\" needs an integer, not " + Kinds.of(key));
    }
    String function = safe ? "tryIndexFromEnd" : "indexFromEnd";
    return expressions.symbolic(function, List.of(base, key), site);
  }

  private Value access(Value base, Value key, boolean safe, Origin site) {
    Value found = Access.of(base, key, safe, site);
    return found instanceof Value.Access ? file.project().budget().checked(found) : found;
  }
}
