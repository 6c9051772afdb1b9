package dev.patienttests.secrets;

import dev.patienttests.http.Failures;
import dev.patienttests.http.UnavailableException;

/** A secret has no value yet and Key Vault gave none: 503, and the next call tries again. */
public final class SecretUnavailableException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  private final String setting;

  SecretUnavailableException(String setting, Throwable cause) {
    super(
        "A secret that this operation needs is not available.",
        Failures.withoutMessages(cause, "setting " + setting));
    this.setting = setting;
  }

  /** The setting that stands for the secret. */
  public String setting() {
    return setting;
  }
}
