package dev.patienttests.local.gateway.convert;

/** A body that cannot be converted. The message holds nothing of it. */
public final class ConversionException extends Exception {
  private static final long serialVersionUID = 1L;

  ConversionException(String message) {
    super(message, null, false, false);
  }
}
