package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Diagnostic;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Expr;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Expressions to values. */
final class ExpressionEvaluator {
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "+",
          "add",
          "-",
          "sub",
          "*",
          "mul",
          "/",
          "div",
          "%",
          "mod",
          "<",
          "less",
          "<=",
          "lessOrEquals",
          ">",
          "greater",
          ">=",
          "greaterOrEquals");

  /** Codes of what is wrong with certain values, and not with the expression. */
  private static final Set<String> OF_VALUES =
      Set.of(
          "evaluation",
          "BCP311",
          "BCP387",
          "BCP053",
          "BCP083",
          "BCP055",
          "BCP076",
          "BCP052",
          "BCP074",
          "BCP075");

  private final FileEvaluator file;
  private final LiteralEvaluator literals;
  private final AccessEvaluator access;
  private final CallEvaluator calls;

  ExpressionEvaluator(FileEvaluator file) {
    this.file = file;
    this.literals = new LiteralEvaluator(file, this);
    this.access = new AccessEvaluator(file, this);
    this.calls = new CallEvaluator(file, this);
  }

  AccessEvaluator access() {
    return access;
  }

  LiteralEvaluator literals() {
    return literals;
  }

  /** The value of an expression. */
  Value evaluate(Expr expr, Env env) {
    Budget budget = file.project().budget();
    budget.enter(file.origin(expr.at()));
    try {
      return dispatch(expr, env);
    } finally {
      budget.leave();
    }
  }

  private Value dispatch(Expr expr, Env env) {
    Value.Mark mark = Value.Mark.at(file.origin(expr.at()));
    if (expr instanceof Expr.StringLiteral text) {
      return new Value.Str(text.value(), mark);
    } else if (expr instanceof Expr.IntLiteral number) {
      return new Value.Int(number.value(), mark);
    } else if (expr instanceof Expr.BoolLiteral bool) {
      return new Value.Bool(bool.value(), mark);
    } else if (expr instanceof Expr.NullLiteral) {
      return new Value.Null(mark);
    } else if (expr instanceof Expr.Interpolation interpolation) {
      return literals.interpolation(interpolation, env);
    } else if (expr instanceof Expr.ArrayLiteral array) {
      return literals.array(array, env);
    } else if (expr instanceof Expr.ObjectLiteral object) {
      return literals.object(object.items(), object.at(), env);
    } else if (expr instanceof Expr.For loop) {
      return literals.loop(loop, env);
    } else if (expr instanceof Expr.Name name) {
      return name(name, env);
    } else if (expr instanceof Expr.Call call) {
      return calls.call(call, env);
    } else if (expr instanceof Expr.Member member) {
      return access.member(member, env);
    } else if (expr instanceof Expr.Index index) {
      return access.index(index, env);
    } else if (expr instanceof Expr.NestedName nested) {
      return access.whole(nested, env);
    } else if (expr instanceof Expr.NonNull nonNull) {
      return evaluate(nonNull.base(), env);
    }
    return operation(expr, env, mark.origin());
  }

  private Value operation(Expr expr, Env env, Origin site) {
    if (expr instanceof Expr.Unary unary) {
      Value operand = evaluate(unary.operand(), env);
      return unary.operator().equals("!")
          ? Functions.call("not", List.of(operand), site)
          : negative(operand, site);
    } else if (expr instanceof Expr.Binary binary) {
      return binary(binary, env, site);
    } else if (expr instanceof Expr.Ternary ternary) {
      return ternary(ternary, env, site);
    }
    throw new Fault("BCP242", site, "this expression cannot stand here");
  }

  private static Value negative(Value operand, Origin site) {
    if (!(operand instanceof Value.Int) && !(operand instanceof Value.Expression)) {
      throw new Fault("BCP044", site, "\"-\" cannot be applied to " + Kinds.of(operand));
    }
    Value zero = new Value.Int(0, Value.Mark.at(site));
    return Functions.call("sub", List.of(zero, operand), site);
  }

  private Value name(Expr.Name name, Env env) {
    Value local = env.locals().get(name.name());
    if (local != null) {
      return local;
    }
    Statement symbol = file.file().symbol(name.name()).orElse(null);
    if (symbol instanceof Statement.Variable variable) {
      return file.variable(variable);
    } else if (symbol instanceof Statement.Parameter parameter) {
      return file.parameter(parameter);
    } else if (symbol instanceof Statement.ImportedSymbol imported) {
      Origin site = file.origin(name.at());
      return file.imported(file.project().imports().symbol(file.file(), imported), site);
    }
    if (name.name().equals("base") && symbol == null && file.base().isPresent()) {
      return new Value.Obj(file.base().get(), Value.Mark.at(file.origin(name.at())));
    }
    return access.whole(name, env);
  }

  private Value binary(Expr.Binary binary, Env env, Origin site) {
    Value left = evaluate(binary.left(), env);
    switch (binary.operator()) {
      case "&&", "||" -> {
        return logical(binary, left, env, site);
      }
      case "??" -> {
        if (left instanceof Value.Null) {
          return evaluate(binary.right(), env);
        } else if (!(left instanceof Value.Expression)) {
          return left;
        }
        return symbolic("coalesce", List.of(left, perhaps(binary.right(), env)), site);
      }
      default -> {
        Value right = evaluate(binary.right(), env);
        return eager(binary.operator(), left, right, site);
      }
    }
  }

  private Value eager(String operator, Value left, Value right, Origin site) {
    return switch (operator) {
      case "==" -> file.function("equals", List.of(left, right), site);
      case "!=" -> not(file.function("equals", List.of(left, right), site), site);
      case "=~" -> file.function("equals", List.of(lower(left), lower(right)), site);
      case "!~" -> not(file.function("equals", List.of(lower(left), lower(right)), site), site);
      default -> file.function(FUNCTIONS.get(operator), List.of(left, right), site);
    };
  }

  private static Value not(Value value, Origin site) {
    return Functions.call("not", List.of(value), site);
  }

  private static Value lower(Value value) {
    return Functions.call("toLower", List.of(value), value.origin());
  }

  private Value logical(Expr.Binary binary, Value left, Env env, Origin site) {
    boolean and = binary.operator().equals("&&");
    if (left instanceof Value.Bool known && known.value() != and) {
      return left;
    }
    Value right =
        left instanceof Value.Expression
            ? perhaps(binary.right(), env)
            : evaluate(binary.right(), env);
    for (Value side : List.of(left, right)) {
      if (!(side instanceof Value.Bool) && !(side instanceof Value.Expression)) {
        throw new Fault(
            "BCP045", site, "\"" + binary.operator() + "\" cannot be applied to " + Kinds.of(side));
      }
    }
    if (left instanceof Value.Bool) {
      return right;
    }
    return symbolic(and ? "and" : "or", List.of(left, right), site);
  }

  private Value ternary(Expr.Ternary ternary, Env env, Origin site) {
    Value condition = evaluate(ternary.condition(), env);
    if (condition instanceof Value.Bool known) {
      return evaluate(known.value() ? ternary.whenTrue() : ternary.whenFalse(), env);
    }
    if (!(condition instanceof Value.Expression)) {
      throw new Fault(
          "BCP046",
          file.origin(ternary.condition().at()),
          "a condition must be a boolean, not " + Kinds.of(condition));
    }
    List<Value> parts = new ArrayList<>();
    parts.add(condition);
    parts.add(perhaps(ternary.whenTrue(), env));
    parts.add(perhaps(ternary.whenFalse(), env));
    return symbolic("if", parts, site);
  }

  /**
   * What is evaluated only if the deployment wants it. That it fails must then be kept, as the
   * function that makes the deployment fail.
   */
  Value perhaps(Expr expr, Env env) {
    try {
      return evaluate(expr, env);
    } catch (Fault fault) {
      Diagnostic found = fault.diagnostic();
      if (!OF_VALUES.contains(found.code())) {
        throw fault;
      }
      Value message = new Value.Str(found.message(), Value.Mark.at(found.origin()));
      return symbolic("fail", List.of(message), found.origin());
    }
  }

  /** A call that only the deployment can make. */
  Value symbolic(String function, List<Value> arguments, Origin site) {
    boolean secure = arguments.stream().anyMatch(Kinds::isSecure);
    Value call = new Value.Call(function, arguments, new Value.Mark(site, secure));
    return file.project().budget().checked(call);
  }
}
