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
    return file.function("format", arguments, site);
  }

  private Value checked(Value value) {
    return file.project().budget().checked(value);
  }

  Value array(Expr.ArrayLiteral array, Env env) {
    List<Value> items = new ArrayList<>();
    List<Value> chunks = new ArrayList<>();
    Value.Mark mark = Value.Mark.at(file.origin(array.at()));
    for (Expr.ArrayLiteral.Element element : array.items()) {
      Value value = expressions.evaluate(element.value(), env);
      mark = element.spread() && value.secure() ? new Value.Mark(mark.origin(), true) : mark;
      if (!element.spread()) {
        items.add(value);
      } else if (value instanceof Value.Arr spread) {
        items.addAll(spread.items());
      } else if (value instanceof Value.Expression) {
        chunks.add(new Value.Arr(items, mark));
        chunks.add(value);
        items.clear();
      } else {
        throw spreadFault(element.value(), value, "an array");
      }
    }
    return chunks.isEmpty()
        ? checked(new Value.Arr(items, mark))
        : joined("flatten", chunks, new Value.Arr(items, mark));
  }

  private Fault spreadFault(Expr expr, Value value, String expected) {
    Origin site = file.origin(expr.at());
    return new Fault("BCP402", site, "\"...\" needs " + expected + ", not " + Kinds.of(value));
  }

  /** The function of the template language that joins the known and unknown parts. */
  private Value joined(String function, List<Value> chunks, Value last) {
    List<Value> parts = new ArrayList<>(chunks);
    parts.add(last);
    parts.removeIf(
        part ->
            (part instanceof Value.Arr array && array.items().isEmpty())
                || (part instanceof Value.Obj object && object.members().isEmpty()));
    Value.Mark mark = last.mark();
    return expressions.symbolic(function, List.of(new Value.Arr(parts, mark)), mark.origin());
  }

  /** An object. Properties that are loops come first, as in the compiler's output. */
  Value object(List<Expr.Item> source, int at, Env env) {
    Value.Mark mark = Value.Mark.at(file.origin(at));
    Map<String, Value> members = new LinkedHashMap<>();
    List<Value> chunks = new ArrayList<>();
    List<Expr.Item> ordered = new ArrayList<>();
    source.stream().filter(LiteralEvaluator::isLoop).forEach(ordered::add);
    source.stream().filter(item -> !isLoop(item)).forEach(ordered::add);
    for (Expr.Item item : ordered) {
      if (item instanceof Expr.Item.Property property) {
        Value key = expressions.evaluate(property.key(), env);
        Value value = expressions.evaluate(property.value(), env);
        if (key instanceof Value.Str text) {
          members.put(text.value(), value);
          // An object that has a secret for a name is as secret as the name.
          mark = key.secure() ? new Value.Mark(mark.origin(), true) : mark;
        } else {
          unknownKey(key, value, members, chunks, mark);
        }
      } else if (item instanceof Expr.Item.Spread spread) {
        Value value = expressions.evaluate(spread.value(), env);
        mark = value.secure() ? new Value.Mark(mark.origin(), true) : mark;
        spread(spread, value, members, chunks, mark);
      }
    }
    return chunks.isEmpty()
        ? checked(new Value.Obj(members, mark))
        : joined("shallowMerge", chunks, new Value.Obj(members, mark));
  }

  private static boolean isLoop(Expr.Item item) {
    return item instanceof Expr.Item.Property property && property.value() instanceof Expr.For;
  }

  private void unknownKey(
      Value key, Value value, Map<String, Value> members, List<Value> chunks, Value.Mark mark) {
    if (!(key instanceof Value.Expression)) {
      throw new Fault(
          "BCP033", key.origin(), "the name of a property must be a string, not " + Kinds.of(key));
    }
    chunks.add(new Value.Obj(members, mark));
    chunks.add(expressions.symbolic("createObject", List.of(key, value), key.origin()));
    members.clear();
  }

  private void spread(
      Expr.Item.Spread spread,
      Value value,
      Map<String, Value> members,
      List<Value> chunks,
      Value.Mark mark) {
    if (value instanceof Value.Obj object) {
      members.putAll(object.members());
    } else if (value instanceof Value.Expression) {
      chunks.add(new Value.Obj(members, mark));
      chunks.add(value);
      members.clear();
    } else {
      throw spreadFault(spread.value(), value, "an object");
    }
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
    Origin site = file.origin(loop.source().start());
    if (source instanceof Value.Expression && file.project().isChecking() && !file.isLate(source)) {
      return List.of(one(loop, source, env));
    }
    if (source instanceof Value.Expression && file.isLate(source)) {
      throw new Fault("BCP178", site, "a loop needs an array that is known before the deployment");
    } else if (source instanceof Value.Expression) {
      throw Fault.evaluation(site, "how often this loop turns is only known in Azure");
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

  /** An iteration that stands for all of a loop over what is not known. */
  private Env one(Expr.For loop, Value source, Env env) {
    Value.Mark mark = Value.Mark.at(source.origin());
    Value index = new Value.Call("copyIndex", List.of(), mark);
    Env iteration =
        env.with(loop.item().name(), new Value.Access(source, index, false, source.mark()));
    return loop.index().map(name -> iteration.with(name.name(), index)).orElse(iteration);
  }
}
