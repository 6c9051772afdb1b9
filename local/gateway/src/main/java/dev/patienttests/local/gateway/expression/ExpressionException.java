package dev.patienttests.local.gateway.expression;

/** A refusal at an index of an expression's code. */
final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int index;

  ExpressionException(int index, String message) {
    super(message);
    this.index = index;
  }

  int index() {
    return index;
  }
}
