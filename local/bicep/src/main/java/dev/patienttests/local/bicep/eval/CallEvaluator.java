package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
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
    if (Signatures.HIGHER.containsKey(call.name())) {
      return higher(call, env, site);
    }
    List<Value> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      arguments.add(expressions.evaluate(argument, env));
    }
    Args args = new Args(site, call.name(), arguments);
    Value result =
        context
            .call(args)
            .or(() -> loads.call(args))
            .orElseGet(() -> Functions.call(call.name(), arguments, site));
    return file.project().budget().checked(result);
  }

  private static boolean isNamespace(Expr target, Env env) {
    return target instanceof Expr.Name name
        && (name.name().equals("sys") || name.name().equals("az"))
        && !env.locals().containsKey(name.name());
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
      throw Fault.unsupported(site, "the function \"getSecret\"");
    }
    throw new Fault("BCP109", site, "there is no method \"" + call.name() + "\" here");
  }

  private Value higher(Expr.Call call, Env env, Origin site) {
    List<Value> values = new ArrayList<>();
    List<LambdaFunctions.Lambda> lambdas = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      if (argument instanceof Expr.Lambda lambda) {
        lambdas.add(lambda(lambda, env));
      } else {
        values.add(expressions.evaluate(argument, env));
      }
    }
    try {
      Args args = new Args(site, call.name(), values);
      return file.project().budget().checked(LambdaFunctions.call(args, lambdas));
    } catch (NeedsRuntime e) {
      throw Fault.unsupported(site, "\"" + call.name() + "\" over what only the deployment knows");
    }
  }

  private LambdaFunctions.Lambda lambda(Expr.Lambda lambda, Env env) {
    return new LambdaFunctions.Lambda(
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
