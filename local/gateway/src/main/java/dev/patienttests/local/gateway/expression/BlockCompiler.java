package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Compiles statements; every path must return. */
final class BlockCompiler {
  /** What a statement gives that does not return. */
  static final Object NO_RETURN = new Object();

  private record Compiled(Eval eval, boolean returns) {}

  private final Binder binder;
  private final Locals locals;

  BlockCompiler(Binder binder, Locals locals) {
    this.binder = binder;
    this.locals = locals;
  }

  Eval compile(Statement.Block block, int end) {
    Compiled compiled = block(block);
    if (!compiled.returns()) {
      throw new ExpressionException(end, "not every path returns a value");
    }
    return compiled.eval();
  }

  private Compiled statement(Statement statement) {
    if (statement instanceof Statement.Block block) {
      return block(block);
    }
    if (statement instanceof Statement.Local local) {
      return new Compiled(local(local), false);
    }
    if (statement instanceof Statement.If choice) {
      return choice(choice);
    }
    if (statement instanceof Statement.Return result) {
      Eval value = binder.bind(result.value()).eval();
      locals.unreachable();
      return new Compiled(value, true);
    }
    Eval eval = binder.bindAny(((Statement.Evaluate) statement).expression()).eval();
    return new Compiled(
        frame -> {
          eval.eval(frame);
          return NO_RETURN;
        },
        false);
  }

  private Compiled block(Statement.Block block) {
    locals.enter();
    List<Eval> steps = new ArrayList<>();
    boolean returns = false;
    for (Statement statement : block.statements()) {
      Compiled compiled = statement(statement);
      steps.add(compiled.eval());
      returns |= compiled.returns();
    }
    locals.leave();
    Eval[] all = steps.toArray(new Eval[0]);
    return new Compiled(
        frame -> {
          for (Eval step : all) {
            frame.step();
            Object result = step.eval(frame);
            if (result != NO_RETURN) {
              return result;
            }
          }
          return NO_RETURN;
        },
        returns);
  }

  private Eval local(Statement.Local declaration) {
    Optional<Bound> value = declaration.value().map(binder::bind);
    CsType type =
        declaration
            .type()
            .map(TypeNames::resolve)
            .or(() -> value.map(Bound::type).filter(t -> !t.equals(CsType.NULL)))
            .orElseThrow(
                () -> new ExpressionException(declaration.at(), "var needs a value with a type"));
    Locals.Local local = locals.declare(declaration.at(), declaration.name(), type);
    if (value.isEmpty()) {
      return frame -> NO_RETURN;
    }
    Eval eval = binder.convert(declaration.at(), value.get(), type).eval();
    locals.assign(local);
    int slot = local.index();
    return frame -> {
      frame.local(slot, eval.eval(frame));
      return NO_RETURN;
    };
  }

  private Compiled choice(Statement.If choice) {
    Eval condition =
        binder.convert(choice.at(), binder.bind(choice.condition()), CsType.BOOL).eval();
    BitSet before = locals.snapshot();
    Compiled whenTrue = statement(choice.whenTrue());
    BitSet afterTrue = locals.snapshot();
    locals.restore(before);
    Optional<Compiled> whenFalse = choice.whenFalse().map(this::statement);
    locals.meet(afterTrue);
    Eval yes = whenTrue.eval();
    Eval no = whenFalse.map(Compiled::eval).orElse(frame -> NO_RETURN);
    return new Compiled(
        frame -> (Boolean) condition.eval(frame) ? yes.eval(frame) : no.eval(frame),
        whenTrue.returns() && whenFalse.map(Compiled::returns).orElse(false));
  }
}
