package dev.patienttests.secrets;

import java.util.Objects;

/** One reading of a secret. Its text leaves only through {@link #reveal()}. */
public final class SecretValue {
  private final String text;

  SecretValue(String text) {
    this.text = Objects.requireNonNull(text, "text");
  }

  /** The secret itself: for a header or an SDK, never for a log or a message. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "SecretValue[***]";
  }
}
