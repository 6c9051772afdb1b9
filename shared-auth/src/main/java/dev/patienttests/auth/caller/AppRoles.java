package dev.patienttests.auth.caller;

import dev.patienttests.http.ProblemException;

/** Checks app roles, which Easy Auth itself does not look at. */
public final class AppRoles {
  private final String role;

  private AppRoles(String role) {
    this.role = role;
  }

  /** A check for one app role, for example {@code AuditRecord.Write}. */
  public static AppRoles require(String role) {
    return new AppRoles(role);
  }

  /**
   * Lets an application with the role pass.
   *
   * @return the caller
   * @throws ProblemException 403 without the role, or when a user's token is presented where
   *     applications call
   */
  public CallerPrincipal check(CallerPrincipal caller) {
    if (!caller.appOnly() || !caller.hasRole(role)) {
      throw ProblemException.forbidden("The caller lacks the app role that this operation needs.");
    }
    return caller;
  }
}
