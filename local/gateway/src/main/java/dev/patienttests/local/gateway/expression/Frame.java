package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.Exchange;

/** One call of the expression or of a function in it: local variables and a budget. */
final class Frame {
  private static final Object[] NONE = new Object[0];

  private final Exchange exchange;
  private final Object[] locals;
  private final Budget budget;

  Frame(Exchange exchange, int locals) {
    this(exchange, locals == 0 ? NONE : new Object[locals], new Budget());
  }

  private Frame(Exchange exchange, Object[] locals, Budget budget) {
    this.exchange = exchange;
    this.locals = locals;
    this.budget = budget;
  }

  /** A frame for a function: it sees the variables as they are now; shared ones are cells. */
  Frame fork() {
    return new Frame(exchange, locals.clone(), budget);
  }

  Exchange exchange() {
    return exchange;
  }

  Budget budget() {
    return budget;
  }

  Object local(int index) {
    return locals[index];
  }

  void local(int index, Object value) {
    locals[index] = value;
  }

  void step() {
    budget.step();
  }
}
