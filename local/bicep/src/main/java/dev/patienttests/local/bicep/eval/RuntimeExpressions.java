package dev.patienttests.local.bicep.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.RuntimeValues;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Evaluates expressions with the help of the run time. */
final class RuntimeExpressions {
  private static final Set<String> CONTEXT =
      Set.of("tenant", "subscription", "resourceGroup", "managementGroup", "deployment");

  private final RuntimeValues runtime;
  private final Budget budget = new Budget();
  private final Deque<Map<String, Value>> lambdas = new ArrayDeque<>();

  RuntimeExpressions(RuntimeValues runtime) {
    this.runtime = runtime;
  }

  /** The value without expressions in it. */
  Value resolve(Value value) {
    if (value instanceof Value.Obj object) {
      Map<String, Value> members = new LinkedHashMap<>();
      object.members().forEach((key, member) -> members.put(key, resolve(member)));
      return new Value.Obj(members, value.mark());
    } else if (value instanceof Value.Arr array) {
      return new Value.Arr(array.items().stream().map(this::resolve).toList(), value.mark());
    } else if (!(value instanceof Value.Expression)) {
      return value;
    }
    budget.enter(value.origin());
    try {
      Value resolved =
          value instanceof Value.Access access ? access(access) : call((Value.Call) value);
      Value.Mark mark = new Value.Mark(value.origin(), value.secure() || Kinds.isSecure(resolved));
      return budget.checked(resolved.with(mark));
    } finally {
      budget.leave();
    }
  }

  private Value access(Value.Access access) {
    Value base = resolve(access.base());
    Value key = resolve(access.key());
    try {
      return Access.of(base, key, access.safe(), access.origin());
    } catch (Fault fault) {
      throw Fault.evaluation(
          access.origin(), fault.diagnostic().message() + ", in " + Written.of(access));
    }
  }

  private Value call(Value.Call call) {
    List<Value> arguments = call.arguments();
    switch (call.function()) {
      case "if" -> {
        return resolve(arguments.get(condition(arguments.get(0)) ? 1 : 2));
      }
      case "and" -> {
        return bool(call, condition(arguments.get(0)) && condition(arguments.get(1)));
      }
      case "or" -> {
        return bool(call, condition(arguments.get(0)) || condition(arguments.get(1)));
      }
      case "coalesce" -> {
        Value first = resolve(arguments.get(0));
        return first instanceof Value.Null ? resolve(arguments.get(1)) : first;
      }
      case "fail" -> {
        throw Fault.evaluation(call.origin(), ((Value.Str) resolve(arguments.get(0))).value());
      }
      case "lambdaVariables" -> {
        return variable(call);
      }
      default -> {
        return Signatures.HIGHER.containsKey(call.function()) ? higher(call) : eager(call);
      }
    }
  }

  private Value variable(Value.Call call) {
    String name = ((Value.Str) call.arguments().get(0)).value();
    for (Map<String, Value> scope : lambdas) {
      if (scope.containsKey(name)) {
        return scope.get(name);
      }
    }
    throw unknown(call);
  }

  private Value higher(Value.Call call) {
    List<Value> values = new ArrayList<>();
    List<LambdaFunctions.Lambda> functions = new ArrayList<>();
    for (Value argument : call.arguments()) {
      if (argument instanceof Value.Call lambda && lambda.function().equals("lambda")) {
        functions.add(lambda(lambda));
      } else {
        values.add(resolve(argument));
      }
    }
    return LambdaFunctions.call(new Args(call.origin(), call.function(), values), functions);
  }

  /** The names of the variables stand before the body. */
  private LambdaFunctions.Lambda lambda(Value.Call lambda) {
    List<Value> parts = lambda.arguments();
    int arity = parts.size() - 1;
    return new LambdaFunctions.Lambda(
        lambda.origin(),
        arity,
        arguments -> {
          Map<String, Value> scope = new LinkedHashMap<>();
          for (int i = 0; i < arity; i++) {
            scope.put(((Value.Str) parts.get(i)).value(), arguments.get(i));
          }
          lambdas.push(scope);
          try {
            return resolve(parts.get(arity));
          } finally {
            lambdas.pop();
          }
        });
  }

  private boolean condition(Value value) {
    if (resolve(value) instanceof Value.Bool bool) {
      return bool.value();
    }
    throw new Fault("BCP046", value.origin(), "a condition must be a boolean");
  }

  private static Value bool(Value.Call call, boolean value) {
    return new Value.Bool(value, call.mark());
  }

  private Value eager(Value.Call call) {
    List<Value> arguments = new ArrayList<>();
    call.arguments().forEach(argument -> arguments.add(resolve(argument)));
    boolean list = Signatures.isList(call.function());
    boolean fromRuntime =
        list
            || Signatures.OF_DEPLOYMENT.contains(call.function())
            || CONTEXT.contains(call.function());
    if (!fromRuntime) {
      Value result = Functions.call(call.function(), arguments, call.origin());
      if (result instanceof Value.Expression) {
        throw unknown(call);
      }
      return result;
    }
    JsonNode answer = ask(call, arguments, list).orElseThrow(() -> unknown(call));
    return JsonValues.fromJson(answer, call.mark());
  }

  private static Fault unknown(Value.Call call) {
    return Fault.evaluation(call.origin(), "nobody knows the value of " + Written.of(call));
  }

  private Optional<JsonNode> ask(Value.Call call, List<Value> arguments, boolean list) {
    String function = call.function();
    Args args = new Args(call.origin(), function, arguments);
    if (list) {
      return runtime.list(function, args.text(0), args.text(1));
    }
    return switch (function) {
      case "environment" -> runtime.environment();
      case "deployer" -> runtime.deployer();
      case "reference" ->
          runtime.reference(
              args.text(0),
              args.has(1) ? args.text(1) : "",
              args.has(2) && args.text(2).equalsIgnoreCase("full"));
      default -> runtime.call(function, arguments.stream().map(JsonValues::toJson).toList());
    };
  }

  /** Expressions in messages. */
  private static final class Written {
    private Written() {}

    static String of(Value value) {
      Value.Mark open = new Value.Mark(new Origin(java.nio.file.Path.of(""), 0, 0), false);
      return value.with(open).toString();
    }
  }
}
