package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls of functions and of methods of resources. */
final class CallEvaluator {
  private final FileEvaluator file;
  private final ExpressionEvaluator expressions;
  private final ContextFunctions context;
  private final LoadFunctions loads;

  CallEvaluator(FileEvaluator file, ExpressionEvaluator expressions) {
    this.file = file;
    this.expressions = expressions;
    this.context = new ContextFunctions(file);
    this.loads = new LoadFunctions(file);
  }

  Value call(Expr.Call call, Env env) {
    Origin site = file.origin(call.at());
    if (call.target().isPresent() && !isNamespace(call.target().get(), env)) {
      return method(call, env, site);
    }
    Optional<Imports.Found> declared = declared(call, env);
    if (declared.isPresent()) {
      return file.call(declared.get(), arguments(call, env));
    }
    if (call.name().equals("nameof")) {
      return new Value.Str(nameOf(call.arguments().get(0)), Value.Mark.at(site));
    }
    if (Signatures.HIGHER.containsKey(call.name())) {
      return higher(call, env, site);
    }
    Args args = arguments(call, env);
    if (call.name().equals("externalInput")) {
      return externalInput(args, call.at());
    } else if (call.name().equals("any") && file.project().isChecking()) {
      // Who writes it knows better: no mistake is looked for in what follows.
      return expressions.symbolic("any", args.values(), site);
    }
    Value result =
        context.call(args).or(() -> loads.call(args)).orElseGet(() -> file.function(args));
    return file.project().budget().checked(result);
  }

  private Args arguments(Expr.Call call, Env env) {
    List<Value> values = new ArrayList<>();
    List<Origin> sites = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      values.add(expressions.evaluate(argument, env));
      sites.add(file.origin(argument.start()));
    }
    return new Args(file.origin(call.at()), call.name(), values, sites);
  }

  private boolean isNamespace(Expr target, Env env) {
    return target instanceof Expr.Name name
        && !env.locals().containsKey(name.name())
        && (name.name().equals("sys")
            || name.name().equals("az")
            || file.file().symbol(name.name()).orElse(null) instanceof Statement.Import);
  }

  /** The declared function that a call means, if it means one. */
  private Optional<Imports.Found> declared(Expr.Call call, Env env) {
    Imports imports = file.project().imports();
    if (call.target().isEmpty() && !env.locals().containsKey(call.name())) {
      return imports
          .find(file.file(), call.name())
          .filter(found -> found.statement() instanceof Statement.Function);
    } else if (call.target().orElse(null) instanceof Expr.Name name
        && file.file().symbol(name.name()).orElse(null) instanceof Statement.Import all) {
      return Optional.of(imports.member(file.file(), all, call.name(), call.at()));
    }
    return Optional.empty();
  }

  /** What the tool that starts the deployment fills in; numbered in the order of the text. */
  private Value externalInput(Args args, int at) {
    String kind = args.text(0).replaceAll("[^A-Za-z0-9_]", "_");
    int number = ExternalInputs.of(file.file()).indexOf(at);
    Value name = new Value.Str(kind + "_" + number, args.mark());
    return new Value.Call("externalInputs", List.of(name), args.mark());
  }

  /** The last name of an expression. */
  private String nameOf(Expr expr) {
    if (expr instanceof Expr.Name name) {
      return name.name();
    } else if (expr instanceof Expr.Member member) {
      return member.name();
    } else if (expr instanceof Expr.NestedName nested) {
      return nested.name();
    } else if (expr instanceof Expr.Index index
        && index.index() instanceof Expr.StringLiteral text) {
      return text.value();
    } else if (expr instanceof Expr.NonNull nonNull) {
      return nameOf(nonNull.base());
    }
    throw new Fault("BCP408", file.origin(expr.at()), "\"nameof\" needs a name");
  }

  private Value method(Expr.Call call, Env env, Origin site) {
    Optional<Deployable> target = expressions.access().target(call.target().get(), env);
    if (target.orElse(null) instanceof Instance instance && Signatures.isList(call.name())) {
      List<Value> arguments = new ArrayList<>();
      arguments.add(file.resources().id(instance));
      arguments.add(new Value.Str(file.resources().apiVersion(instance), Value.Mark.at(site)));
      for (Expr argument : call.arguments()) {
        arguments.add(expressions.evaluate(argument, env));
      }
      return ContextFunctions.list(call.name(), arguments, site);
    }
    if (call.name().equals("getSecret")) {
      String message = "\"getSecret\" can only be the value of a module's secure parameter";
      throw new Fault("BCP180", site, message);
    }
    throw new Fault("BCP109", site, "there is no method \"" + call.name() + "\" here");
  }

  private Value higher(Expr.Call call, Env env, Origin site) {
    List<Value> values = new ArrayList<>();
    List<Origin> sites = new ArrayList<>();
    List<LambdaFunctions.Lambda> lambdas = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      if (argument instanceof Expr.Lambda lambda) {
        lambdas.add(lambda(lambda, env));
      } else {
        values.add(expressions.evaluate(argument, env));
        sites.add(file.origin(argument.start()));
      }
    }
    file.project().budget().charge(site, values);
    try {
      Args args = new Args(site, call.name(), values, sites);
      return file.project().budget().checked(LambdaFunctions.call(args, lambdas));
    } catch (NeedsRuntime e) {
      return unknown(call, values, env, site);
    }
  }

  /** The call over what is not known, with its lambdas in the form of the template language. */
  private Value unknown(Expr.Call call, List<Value> values, Env env, Origin site) {
    List<Value> arguments = new ArrayList<>();
    int next = 0;
    for (Expr argument : call.arguments()) {
      if (!(argument instanceof Expr.Lambda lambda)) {
        arguments.add(values.get(next++));
        continue;
      }
      List<Value> parts = new ArrayList<>();
      Env inner = env;
      for (Expr.Name parameter : lambda.parameters()) {
        Value.Mark mark = Value.Mark.at(file.origin(parameter.at()));
        List<Value> name = List.of(new Value.Str(parameter.name(), mark));
        parts.addAll(name);
        inner = inner.with(parameter.name(), new Value.Call("lambdaVariables", name, mark));
      }
      parts.add(expressions.perhaps(lambda.body(), inner));
      arguments.add(expressions.symbolic("lambda", parts, file.origin(lambda.at())));
    }
    return expressions.symbolic(call.name(), arguments, site);
  }

  private LambdaFunctions.Lambda lambda(Expr.Lambda lambda, Env env) {
    return new LambdaFunctions.Lambda(
        file.origin(lambda.start()),
        lambda.parameters().size(),
        arguments -> {
          Env inner = env;
          for (int i = 0; i < lambda.parameters().size(); i++) {
            if (i >= arguments.size()) {
              throw new Fault(
                  "BCP244", file.origin(lambda.at()), "the lambda has too many variables");
            }
            inner = inner.with(lambda.parameters().get(i).name(), arguments.get(i));
          }
          return expressions.evaluate(lambda.body(), inner);
        });
  }
}
