package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.PolicyPlace;
import java.util.Set;

/**
 * What was compiled: every policy with its place, and every way that one of them may go. A policy
 * of a fragment is there once for each inclusion.
 */
public record Outline(Set<PolicyPlace> places, Set<Branch> branches) {

  /** Copies both sets. */
  public Outline {
    places = Set.copyOf(places);
    branches = Set.copyOf(branches);
  }
}
