package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.PolicyPlace;
import java.util.List;

/**
 * What was compiled, in that order: every policy with its place, and every way that one of them may
 * go. What stands in a fragment is there once for each inclusion.
 */
public record Outline(List<PolicyPlace> places, List<Branch> branches) {

  /** Copies both. */
  public Outline {
    places = List.copyOf(places);
    branches = List.copyOf(branches);
  }
}
