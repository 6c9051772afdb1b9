package dev.patienttests.local.gateway.liquid;

/** A template that cannot be rendered with these values. The message holds none of them. */
public final class LiquidException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LiquidException(String message) {
    super(message, null, false, false);
  }
}
