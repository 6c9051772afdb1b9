package dev.patienttests.local.gateway.expression;

import java.util.List;

/** A function declared in a block. Its body is bound after its name is known, for recursion. */
final class LocalFunction {
  private final CsType returns;
  private final List<CsType> parameters;
  private List<Locals.Local> slots = List.of();
  private Eval body;

  LocalFunction(CsType returns, List<CsType> parameters) {
    this.returns = returns;
    this.parameters = parameters;
  }

  CsType returns() {
    return returns;
  }

  List<CsType> parameters() {
    return parameters;
  }

  void define(List<Locals.Local> parameterSlots, Eval bound) {
    this.slots = parameterSlots;
    this.body = bound;
  }

  /** Calls it from a frame that sees what the function sees. */
  Object call(Frame caller, Object[] arguments) {
    Frame frame = caller.fork();
    frame.budget().enter();
    try {
      frame.step();
      for (int i = 0; i < arguments.length; i++) {
        slots.get(i).declare(frame, arguments[i]);
      }
      return body.eval(frame);
    } finally {
      frame.budget().leave();
    }
  }
}
