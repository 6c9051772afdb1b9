package dev.patienttests.local.net;

import java.util.Set;

/**
 * The network rules of a service ({@code networkAcls}): what they name may come in, and for all
 * others the default action decides.
 *
 * @param defaultAction {@code Allow} or {@code Deny}
 * @param allowedSubnets resource ids
 */
public record SubnetRules(String defaultAction, Set<String> allowedSubnets) {
  /** Whether a caller may come in. */
  public boolean admit(Caller caller) {
    return defaultAction.equalsIgnoreCase("Allow")
        || caller.subnetId().filter(this::names).isPresent();
  }

  private boolean names(String subnet) {
    for (String allowed : allowedSubnets) {
      if (allowed.equalsIgnoreCase(subnet)) {
        return true;
      }
    }
    return false;
  }
}
