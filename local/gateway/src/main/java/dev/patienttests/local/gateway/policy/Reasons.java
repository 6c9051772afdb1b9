package dev.patienttests.local.gateway.policy;

import org.eclipse.jetty.http.HttpStatus;

/** Reason phrases by status code. */
public final class Reasons {
  private Reasons() {}

  /** The registered phrase, or nothing. */
  public static String of(int status) {
    HttpStatus.Code code = HttpStatus.getCode(status);
    return code == null ? "" : code.getMessage();
  }
}
