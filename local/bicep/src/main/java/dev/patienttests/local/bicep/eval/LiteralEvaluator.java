package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Strings with holes, arrays, objects and loops. */
final class LiteralEvaluator {
  private final FileEvaluator file;
  private final ExpressionEvaluator expressions;

  LiteralEvaluator(FileEvaluator file, ExpressionEvaluator expressions) {
    this.file = file;
    this.expressions = expressions;
  }

  Value interpolation(Expr.Interpolation interpolation, Env env) {
    StringBuilder format = new StringBuilder();
    List<Value> arguments = new ArrayList<>();
    for (int i = 0; i < interpolation.texts().size(); i++) {
      format.append(interpolation.texts().get(i).replace("{", "{{").replace("}", "}}"));
      if (i < interpolation.holes().size()) {
        format.append('{').append(i).append('}');
        arguments.add(expressions.evaluate(interpolation.holes().get(i), env));
      }
    }
    Origin site = file.origin(interpolation.at());
    arguments.add(0, new Value.Str(format.toString(), Value.Mark.at(site)));
    return checked(Functions.call("format", arguments, site));
  }

  private Value checked(Value value) {
    return file.project().budget().checked(value);
  }

  Value array(Expr.ArrayLiteral array, Env env) {
    List<Value> items = new ArrayList<>();
    for (Expr.ArrayLiteral.Element element : array.items()) {
      Value value = expressions.evaluate(element.value(), env);
      if (!element.spread()) {
        items.add(value);
      } else if (value instanceof Value.Arr spread) {
        items.addAll(spread.items());
      } else {
        throw spreadFault(element.value(), value, "an array");
      }
    }
    return checked(new Value.Arr(items, Value.Mark.at(file.origin(array.at()))));
  }

  private Fault spreadFault(Expr expr, Value value, String expected) {
    Origin site = file.origin(expr.at());
    return value instanceof Value.Expression
        ? Fault.unsupported(site, "spreading what only the deployment knows")
        : new Fault("BCP402", site, "\"...\" needs " + expected + ", not " + Kinds.of(value));
  }

  /** An object. Properties that are loops come first, as in the compiler's output. */
  Value object(List<Expr.Item> source, int at, Env env) {
    Map<String, Value> members = new LinkedHashMap<>();
    source.stream().filter(LiteralEvaluator::isLoop).forEach(item -> add(item, members, env));
    source.stream().filter(item -> !isLoop(item)).forEach(item -> add(item, members, env));
    return checked(new Value.Obj(members, Value.Mark.at(file.origin(at))));
  }

  private static boolean isLoop(Expr.Item item) {
    return item instanceof Expr.Item.Property property && property.value() instanceof Expr.For;
  }

  private void add(Expr.Item item, Map<String, Value> members, Env env) {
    if (item instanceof Expr.Item.Property property) {
      String key = key(property.key(), env);
      members.put(key, expressions.evaluate(property.value(), env));
    } else if (item instanceof Expr.Item.Spread spread) {
      Value value = expressions.evaluate(spread.value(), env);
      if (value instanceof Value.Obj object) {
        members.putAll(object.members());
      } else {
        throw spreadFault(spread.value(), value, "an object");
      }
    }
  }

  private String key(Expr key, Env env) {
    Value value = expressions.evaluate(key, env);
    if (value instanceof Value.Str text) {
      return text.value();
    }
    throw Fault.unsupported(file.origin(key.at()), "a key that only the deployment knows");
  }

  /** A loop as a value. */
  Value loop(Expr.For loop, Env env) {
    List<Value> items = new ArrayList<>();
    for (Env iteration : iterations(loop, env)) {
      items.add(expressions.evaluate(loop.body(), iteration));
    }
    return checked(new Value.Arr(items, Value.Mark.at(file.origin(loop.at()))));
  }

  /** The surroundings of each iteration. */
  List<Env> iterations(Expr.For loop, Env env) {
    Value source = expressions.evaluate(loop.source(), env);
    Origin site = file.origin(loop.source().at());
    if (source instanceof Value.Expression) {
      throw new Fault("BCP178", site, "a loop needs an array that is known before the deployment");
    }
    if (!(source instanceof Value.Arr array)) {
      throw new Fault("BCP137", site, "a loop needs an array, not " + Kinds.of(source));
    }
    List<Env> iterations = new ArrayList<>();
    for (int i = 0; i < array.items().size(); i++) {
      Env iteration = env.with(loop.item().name(), array.items().get(i));
      if (loop.index().isPresent()) {
        Value index = new Value.Int(i, Value.Mark.at(file.origin(loop.index().get().at())));
        iteration = iteration.with(loop.index().get().name(), index);
      }
      iterations.add(iteration);
    }
    return iterations;
  }
}
