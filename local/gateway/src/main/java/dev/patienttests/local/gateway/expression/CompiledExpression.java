package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.Exchange;

/** An expression that was bound and checked at load. Safe for use by several threads. */
public final class CompiledExpression {
  private final CsType type;
  private final Eval eval;
  private final int locals;

  CompiledExpression(CsType type, Eval eval, int locals) {
    this.type = type;
    this.eval = eval;
    this.locals = locals;
  }

  /** Whether the result can be a bool. */
  public boolean mayBeBool() {
    return type.equals(Types.BOOL) || type.equals(Types.OBJECT);
  }

  /** Name of the static type. */
  public String typeName() {
    return type.name();
  }

  /**
   * Evaluates it.
   *
   * @return the value; null is C#'s null
   * @throws DotNetException where .NET would throw
   */
  public Object evaluate(Exchange exchange) {
    try {
      return eval.eval(new Frame(exchange, locals));
    } catch (StackOverflowError e) {
      throw new DotNetException(
          "System.InsufficientExecutionStackException", "The expression is nested too deep.");
    }
  }
}
