package dev.patienttests.local.gateway.liquid;

/** A template that cannot be read, or uses what is not supported. */
public final class LiquidSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int index;

  LiquidSyntaxException(int index, String detail) {
    super(detail, null, false, false);
    this.index = index;
  }

  /** Where in the template's text, from 0. */
  public int index() {
    return index;
  }
}
