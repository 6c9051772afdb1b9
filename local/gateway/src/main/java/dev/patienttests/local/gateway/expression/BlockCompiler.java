package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Node.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Compiles the statements of one function; every path must return where it gives a value. */
final class BlockCompiler {

  /** How a statement ends that does not return. */
  enum Signal {
    NEXT,
    BREAK,
    CONTINUE
  }

  /** A compiled statement. {@code completes}: whether what follows it can be reached. */
  record Compiled(Eval eval, boolean completes) {}

  private final Binder binder;
  private final Locals locals;
  private final CsType returns;
  private final List<Bound> results = new ArrayList<>();
  private final JumpScopes jumps = new JumpScopes();

  /**
   * A compiler for a function.
   *
   * @param returns what it returns; {@link Types#UNTYPED} to find out
   */
  BlockCompiler(Binder binder, Locals locals, CsType returns) {
    this.binder = binder;
    this.locals = locals;
    this.returns = returns;
  }

  /** Compiles the body of a function. */
  Bound function(Statement body, int end) {
    Compiled compiled = statement(body);
    boolean value = !returns.equals(Types.VOID) && !returns.equals(Types.UNTYPED);
    if (compiled.completes() && value) {
      throw new ExpressionException(end, "not every path returns a value");
    }
    Eval eval = compiled.eval();
    return new Bound(
        returns,
        frame -> {
          Object result = eval.eval(frame);
          return result instanceof Signal ? null : result;
        });
  }

  /** The type that all returned values convert to, where any is returned. */
  Optional<CsType> inferred() {
    for (Bound candidate : results) {
      CsType type = candidate.type();
      boolean typed = !type.equals(Types.NULL) && !type.equals(Types.UNTYPED);
      if (typed && results.stream().allMatch(r -> binder.tryConvert(r, type).isPresent())) {
        return Optional.of(type);
      }
    }
    if (results.isEmpty()) {
      return Optional.empty();
    }
    throw new ExpressionException(0, "the returned values have no common type");
  }

  Binder binder() {
    return binder;
  }

  Locals locals() {
    return locals;
  }

  JumpScopes jumps() {
    return jumps;
  }

  Compiled statement(Statement statement) {
    if (statement instanceof Statement.Block block) {
      locals.enter();
      Compiled compiled = sequence(block.statements());
      locals.leave();
      return compiled;
    }
    if (statement instanceof Statement.Group group) {
      return sequence(group.statements());
    }
    if (statement instanceof Statement.Local local) {
      return new Compiled(new DeclarationCompiler(this).local(local), true);
    }
    if (statement instanceof Statement.Function) {
      return new Compiled(frame -> Signal.NEXT, true);
    }
    if (statement instanceof Statement.If choice) {
      return choice(choice);
    }
    if (statement instanceof Statement.Return result) {
      return result(result);
    }
    if (statement instanceof Statement.Evaluate evaluate) {
      Eval eval = binder.bindAny(evaluate.expression()).eval();
      return new Compiled(
          frame -> {
            eval.eval(frame);
            return Signal.NEXT;
          },
          true);
    }
    if (statement instanceof Statement.Switch choice) {
      return new SwitchCompiler(this).compile(choice);
    }
    return new LoopCompiler(this)
        .compile(statement)
        .or(() -> new GuardCompiler(this).compile(statement))
        .orElseThrow();
  }

  /** Statements one after the other, in the scope that is open. */
  Compiled sequence(List<Statement> statements) {
    new DeclarationCompiler(this).functions(statements);
    List<Eval> steps = new ArrayList<>();
    boolean completes = true;
    for (Statement statement : statements) {
      Compiled compiled = statement(statement);
      steps.add(compiled.eval());
      completes &= compiled.completes();
    }
    new DeclarationCompiler(this).bodies(statements);
    Eval[] all = steps.toArray(new Eval[0]);
    return new Compiled(
        frame -> {
          for (Eval step : all) {
            frame.step();
            Object result = step.eval(frame);
            if (result != Signal.NEXT) {
              return result;
            }
          }
          return Signal.NEXT;
        },
        completes);
  }

  private Compiled choice(Statement.If choice) {
    ConditionBinder.Condition condition = binder.conditions().bind(choice.condition());
    condition.assumeTrue();
    Compiled whenTrue = statement(choice.whenTrue());
    BitSet afterTrue = locals.snapshot();
    condition.assumeFalse();
    Optional<Compiled> whenFalse = choice.whenFalse().map(this::statement);
    locals.meet(afterTrue);
    Eval test = condition.bound().eval();
    Eval yes = whenTrue.eval();
    Eval no = whenFalse.map(Compiled::eval).orElse(frame -> Signal.NEXT);
    boolean never = condition.bound().isConstant(false);
    boolean always = condition.bound().isConstant(true);
    boolean completes =
        (!never && whenTrue.completes())
            || (!always && whenFalse.map(Compiled::completes).orElse(true));
    return new Compiled(
        frame -> (Boolean) test.eval(frame) ? yes.eval(frame) : no.eval(frame), completes);
  }

  private Compiled result(Statement.Return result) {
    if (jumps.inFinally()) {
      throw new ExpressionException(result.at(), "a finally block cannot be left by return");
    }
    Eval eval;
    if (returns.equals(Types.VOID)) {
      if (result.value().isPresent()) {
        throw new ExpressionException(result.at(), "this function returns no value");
      }
      eval = frame -> null;
    } else if (returns.equals(Types.UNTYPED)) {
      result.value().ifPresent(v -> results.add(binder.bindLoose(v)));
      eval = frame -> null;
    } else {
      Node value =
          result
              .value()
              .orElseThrow(() -> new ExpressionException(result.at(), "a value is expected"));
      eval = binder.convert(result.at(), binder.bindLoose(value), returns).eval();
    }
    locals.unreachable();
    return new Compiled(eval, false);
  }
}
