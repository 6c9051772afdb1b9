package dev.patienttests.auth.caller;

import java.util.Optional;
import java.util.Set;

/**
 * Who calls, as Easy Auth found it in the token.
 *
 * @param name what an audit record calls the caller: the client id of an application, or {@code
 *     developer} under Core Tools
 * @param objectId object id of the service principal
 * @param tenantId tenant that issued the token
 * @param appOnly whether an application calls as itself, and not for a signed-in user
 * @param access the app roles
 */
public record CallerPrincipal(
    String name,
    Optional<String> objectId,
    Optional<String> tenantId,
    boolean appOnly,
    Access access) {

  /** The app roles of a caller. */
  public sealed interface Access {
    /** These roles and no others. */
    record Roles(Set<String> names) implements Access {
      /** Copies the set. */
      public Roles {
        names = Set.copyOf(names);
      }
    }

    /** Every role: a developer under Core Tools. */
    record Everything() implements Access {}
  }

  /** Whether the caller has an app role; names are case-sensitive, as in Entra ID. */
  public boolean hasRole(String role) {
    if (access instanceof Access.Roles roles) {
      return roles.names().contains(role);
    }
    return access instanceof Access.Everything;
  }

  /** The one caller there is under Core Tools. */
  static CallerPrincipal developer() {
    return new CallerPrincipal(
        "developer", Optional.empty(), Optional.empty(), true, new Access.Everything());
  }
}
