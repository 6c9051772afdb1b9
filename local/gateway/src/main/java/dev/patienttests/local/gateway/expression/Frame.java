package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.Exchange;

/** One evaluation: local variables and a budget of steps. */
final class Frame {
  private static final int MAX_STEPS = 100_000;
  private final Exchange exchange;
  private final Object[] locals;
  private int steps;

  Frame(Exchange exchange, int locals) {
    this.exchange = exchange;
    this.locals = new Object[locals];
  }

  Exchange exchange() {
    return exchange;
  }

  Object local(int index) {
    return locals[index];
  }

  void local(int index, Object value) {
    locals[index] = value;
  }

  void step() {
    if (++steps > MAX_STEPS) {
      throw new DotNetException(
          "System.InvalidOperationException",
          "The expression took more than " + MAX_STEPS + " steps.");
    }
  }
}
