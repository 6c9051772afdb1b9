package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.BlockCompiler.Compiled;
import dev.patienttests.local.gateway.expression.BlockCompiler.Signal;
import dev.patienttests.local.gateway.expression.Node.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compiles switch statements: the first label that matches, whatever the order of default. */
final class SwitchCompiler {
  private final BlockCompiler block;
  private final Binder binder;
  private final Locals locals;

  /** A label with its section. */
  private record Test(Eval eval, int section) {}

  SwitchCompiler(BlockCompiler block) {
    this.block = block;
    this.binder = block.binder();
    this.locals = block.locals();
  }

  Compiled compile(Statement.Switch choice) {
    Bound value = binder.bind(choice.value());
    int slot = binder.temporary(choice.at(), value.type());
    Bound stored = new Bound(value.type(), frame -> frame.local(slot));
    JumpScopes.Scope scope = block.jumps().enter(false);
    BitSet before = locals.snapshot();
    List<Test> tests = new ArrayList<>();
    List<Eval> sections = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    int otherwise = -1;
    boolean exhausted = false;
    locals.enter();
    for (Statement.Case section : choice.cases()) {
      locals.restore(before);
      locals.enter();
      for (Statement.Label label : section.labels()) {
        if (label.pattern().isEmpty()) {
          otherwise = sections.size();
        } else {
          boolean any =
              label.guard().isEmpty()
                  && label.pattern().get().constant().isEmpty()
                  && label.pattern().get().type().isEmpty();
          exhausted |= any;
          tests.add(new Test(label(label, stored, seen), sections.size()));
        }
      }
      Compiled compiled = block.sequence(section.statements());
      if (compiled.completes()) {
        throw new ExpressionException(
            section.labels().get(0).at(), "control falls out of this case");
      }
      sections.add(compiled.eval());
      locals.leave();
    }
    locals.leave();
    block.jumps().leave();
    boolean exhaustive = exhausted || otherwise >= 0 || seen.containsAll(List.of(true, false));
    after(scope, before, exhaustive);
    return new Compiled(
        code(value, slot, tests, sections, otherwise), !exhaustive || scope.isLeft());
  }

  private void after(JumpScopes.Scope scope, BitSet before, boolean exhaustive) {
    if (!exhaustive) {
      locals.restore(before);
      return;
    }
    locals.unreachable();
    if (scope.isLeft()) {
      locals.meet(scope.atBreak());
    }
  }

  private Eval label(Statement.Label label, Bound stored, Set<Object> seen) {
    Node.Pattern pattern = label.pattern().orElseThrow();
    Eval test = new PatternBinder(binder, locals).bind(pattern, stored).eval();
    if (label.guard().isPresent()) {
      ConditionBinder.Condition guard = binder.conditions().bind(label.guard().get());
      guard.assumeTrue();
      Eval check = guard.bound().eval();
      return frame -> (Boolean) test.eval(frame) && (Boolean) check.eval(frame);
    }
    if (pattern.constant().isPresent()) {
      Bound constant = binder.bind(pattern.constant().get());
      Object key = constant.constant().orElse(Signal.NEXT);
      if (!seen.add(key)) {
        throw new ExpressionException(label.at(), "the label stands here twice");
      }
    }
    return test;
  }

  private static Eval code(
      Bound value, int slot, List<Test> tests, List<Eval> sections, int otherwise) {
    Eval operand = value.eval();
    return frame -> {
      frame.local(slot, operand.eval(frame));
      int chosen = otherwise;
      for (Test test : tests) {
        if ((Boolean) test.eval().eval(frame)) {
          chosen = test.section();
          break;
        }
      }
      if (chosen < 0) {
        return Signal.NEXT;
      }
      Object result = sections.get(chosen).eval(frame);
      return result == Signal.BREAK ? Signal.NEXT : result;
    };
  }
}
