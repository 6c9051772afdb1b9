package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.BlockCompiler.Compiled;
import dev.patienttests.local.gateway.expression.BlockCompiler.Signal;
import dev.patienttests.local.gateway.expression.Node.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Compiles loops and the jumps in them. */
final class LoopCompiler {
  private final BlockCompiler block;
  private final Binder binder;
  private final Locals locals;

  LoopCompiler(BlockCompiler block) {
    this.block = block;
    this.binder = block.binder();
    this.locals = block.locals();
  }

  Optional<Compiled> compile(Statement statement) {
    if (statement instanceof Statement.While loop) {
      return Optional.of(loop(List.of(), Optional.of(loop.condition()), List.of(), loop.body()));
    }
    if (statement instanceof Statement.For loop) {
      locals.enter();
      Compiled compiled = loop(loop.start(), loop.condition(), loop.updates(), loop.body());
      locals.leave();
      return Optional.of(compiled);
    }
    if (statement instanceof Statement.Do loop) {
      return Optional.of(doLoop(loop));
    }
    if (statement instanceof Statement.ForEach loop) {
      return Optional.of(forEach(loop));
    }
    if (statement instanceof Statement.Break jump) {
      block.jumps().breaks(jump.at(), locals.snapshot());
      locals.unreachable();
      return Optional.of(new Compiled(frame -> Signal.BREAK, false));
    }
    if (statement instanceof Statement.Continue jump) {
      block.jumps().continues(jump.at());
      locals.unreachable();
      return Optional.of(new Compiled(frame -> Signal.CONTINUE, false));
    }
    return Optional.empty();
  }

  private Compiled loop(
      List<Statement> start, Optional<Node> condition, List<Statement> updates, Statement body) {
    Eval begin = block.sequence(start).eval();
    Optional<ConditionBinder.Condition> test = condition.map(binder.conditions()::bind);
    BitSet before = locals.snapshot();
    test.ifPresent(ConditionBinder.Condition::assumeTrue);
    JumpScopes.Scope scope = block.jumps().enter(true);
    Eval run = block.statement(body).eval();
    block.jumps().leave();
    Eval update = block.sequence(updates).eval();
    locals.restore(before);
    test.ifPresent(ConditionBinder.Condition::assumeFalse);
    boolean endless = test.map(t -> t.bound().isConstant(true)).orElse(true);
    if (endless) {
      locals.unreachable();
    }
    if (scope.isLeft()) {
      locals.meet(scope.atBreak());
    }
    Eval check = test.map(t -> t.bound().eval()).orElse(frame -> true);
    return new Compiled(
        frame -> {
          for (begin.eval(frame); (Boolean) check.eval(frame); update.eval(frame)) {
            frame.step();
            Object result = run.eval(frame);
            if (result == Signal.BREAK) {
              break;
            }
            if (!(result instanceof Signal)) {
              return result;
            }
          }
          return Signal.NEXT;
        },
        !endless || scope.isLeft());
  }

  private Compiled doLoop(Statement.Do loop) {
    JumpScopes.Scope scope = block.jumps().enter(true);
    Eval run = block.statement(loop.body()).eval();
    block.jumps().leave();
    ConditionBinder.Condition test = binder.conditions().bind(loop.condition());
    test.assumeFalse();
    if (scope.isLeft()) {
      locals.meet(scope.atBreak());
    }
    Eval check = test.bound().eval();
    boolean endless = test.bound().isConstant(true);
    return new Compiled(
        frame -> {
          do {
            frame.step();
            Object result = run.eval(frame);
            if (result == Signal.BREAK) {
              break;
            }
            if (!(result instanceof Signal)) {
              return result;
            }
          } while ((Boolean) check.eval(frame));
          return Signal.NEXT;
        },
        !endless || scope.isLeft());
  }

  private Compiled forEach(Statement.ForEach loop) {
    Bound source = binder.bind(loop.source());
    CsType element =
        Sequences.element(source.type())
            .orElseThrow(
                () ->
                    new ExpressionException(
                        loop.at(), "'" + source.type() + "' cannot be iterated"));
    CsType type = loop.type().isVar() ? element : TypeNames.resolve(loop.type());
    boolean checked = binder.overflow() == Binder.Overflow.CHECKED;
    var conversion =
        Conversions.explicit(element, type, checked)
            .orElseThrow(() -> new ExpressionException(loop.at(), "an item is no '" + type + "'"));
    BitSet before = locals.snapshot();
    locals.enter();
    Locals.Local local = locals.declareReadOnly(loop.at(), loop.name(), type);
    locals.assign(local);
    block.jumps().enter(true);
    Eval run = block.statement(loop.body()).eval();
    block.jumps().leave();
    locals.leave();
    locals.restore(before);
    Eval items = source.eval();
    return new Compiled(
        frame -> {
          Object found = items.eval(frame);
          if (found == null) {
            throw DotNetException.nullReference();
          }
          for (Object item : Sequences.items(found)) {
            frame.step();
            local.declare(frame, conversion.apply(item));
            Object result = run.eval(frame);
            if (result == Signal.BREAK) {
              break;
            }
            if (!(result instanceof Signal)) {
              return result;
            }
          }
          return Signal.NEXT;
        },
        true);
  }
}
