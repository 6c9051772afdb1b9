package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds what must be deployed before a resource or module: whatever its body refers to. */
final class Dependencies {
  private static final Set<String> KNOWN_MEMBERS = Set.of("id", "name", "type", "apiVersion");

  private final FileEvaluator file;
  private final Set<Deployable> found = new LinkedHashSet<>();
  private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  private Dependencies(FileEvaluator file) {
    this.file = file;
  }

  static Set<Deployable> of(Deployable deployable, FileEvaluator file) {
    Dependencies dependencies = new Dependencies(file);
    dependencies.visited.add(deployable);
    dependencies.walk(deployable);
    dependencies.found.remove(deployable);
    return dependencies.found;
  }

  private void walk(Deployable deployable) {
    Set<String> none = new HashSet<>();
    if (deployable instanceof Instance instance) {
      none.addAll(instance.env().locals().keySet());
      instance.owner().ifPresent(this::add);
      instance.condition().ifPresent(expr -> visit(expr, instance.env(), none, true));
      for (Expr.Item item : instance.body().items()) {
        if (!(item instanceof Expr.Item.Nested)) {
          visitItem(item, instance.env(), none);
        }
      }
      loopSource(instance.declaration().value());
    } else if (deployable instanceof ModuleInstance module) {
      none.addAll(module.env().locals().keySet());
      module.condition().ifPresent(expr -> visit(expr, module.env(), none, true));
      visit(module.body(), module.env(), none, true);
      loopSource(module.declaration().value());
    }
  }

  private void loopSource(Expr value) {
    if (value instanceof Expr.For loop) {
      visit(loop.source(), Env.EMPTY, Set.of(), true);
    }
  }

  private void visitItem(Expr.Item item, Env env, Set<String> locals) {
    if (item instanceof Expr.Item.Property property) {
      visit(property.key(), env, locals, true);
      visit(property.value(), env, locals, true);
    } else if (item instanceof Expr.Item.Spread spread) {
      visit(spread.value(), env, locals, true);
    }
  }

  /** Of an existing resource counts what that resource needs; it is not deployed itself. */
  private void add(Deployable deployable) {
    if (deployable instanceof Instance instance && instance.existing()) {
      if (visited.add(instance)) {
        walk(instance);
      }
    } else {
      found.add(deployable);
    }
  }

  /**
   * Looks for resources in an expression.
   *
   * @param locals names that mean loop and lambda variables here
   * @param direct whether the variables of {@code env} are the ones that the expression sees
   */
  private void visit(Expr expr, Env env, Set<String> locals, boolean direct) {
    if (expr instanceof Expr.Name name) {
      if (!locals.contains(name.name())) {
        symbol(name, env);
      }
    } else if (expr instanceof Expr.NestedName) {
      target(expr, env).ifPresent(this::add);
    } else if (expr instanceof Expr.Index index && index.base() instanceof Expr.Name name) {
      visit(index.index(), env, locals, direct);
      Optional<Deployable> one =
          direct && !locals.contains(name.name()) ? target(index, env) : Optional.empty();
      one.ifPresentOrElse(this::add, () -> visit(name, env, locals, direct));
    } else if (expr instanceof Expr.Lambda lambda) {
      Set<String> inner = new HashSet<>(locals);
      lambda.parameters().forEach(parameter -> inner.add(parameter.name()));
      visit(lambda.body(), env, inner, false);
    } else if (expr instanceof Expr.For loop) {
      visit(loop.source(), env, locals, direct);
      Set<String> inner = new HashSet<>(locals);
      inner.add(loop.item().name());
      loop.index().ifPresent(index -> inner.add(index.name()));
      visit(loop.body(), env, inner, false);
    } else if (!isKnownMemberOfExisting(expr, env, locals)) {
      Children.of(expr).forEach(child -> visit(child, env, locals, direct));
    }
  }

  private boolean isKnownMemberOfExisting(Expr expr, Env env, Set<String> locals) {
    return expr instanceof Expr.Member member
        && KNOWN_MEMBERS.contains(member.name())
        && member.base() instanceof Expr.Name name
        && !locals.contains(name.name())
        && target(name, env).orElse(null) instanceof Instance instance
        && instance.existing();
  }

  /** What the expression names; nothing where it names no single resource. */
  private Optional<Deployable> target(Expr expr, Env env) {
    try {
      return file.expressions().access().target(expr, env);
    } catch (Fault e) {
      return Optional.empty();
    }
  }

  private void symbol(Expr.Name name, Env env) {
    Statement symbol = file.file().symbol(name.name()).orElse(null);
    if (symbol instanceof Statement.Variable variable) {
      if (visited.add(variable)) {
        visit(variable.value(), Env.EMPTY, Set.of(), true);
      }
      return;
    }
    Optional<Deployable> one = target(name, env);
    if (one.isPresent()) {
      add(one.get());
    } else {
      file.expressions().access().all(symbol).forEach(this::add);
    }
  }
}
