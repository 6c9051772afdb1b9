package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.Exchange;
import java.util.List;
import java.util.Optional;

/** Policies that run one after the other. */
public final class Block {
  private static final int ANEW = -1;

  private final Step[] steps;
  private final Optional<Branch> branch;

  Block(List<Step> steps) {
    this(steps, Optional.empty());
  }

  /** {@code branch} is the way that a policy goes when it runs this block. */
  Block(List<Step> steps, Optional<Branch> branch) {
    this.steps = steps.toArray(new Step[0]);
    this.branch = branch;
  }

  /** Runs them until one ends the section or is parked; from the one that was, if so. */
  public Flow run(Exchange exchange) {
    int from = exchange.parking().kept(ANEW);
    if (from == ANEW && branch.isPresent()) {
      exchange.take(branch.get());
    }
    for (int i = Math.max(0, from); i < steps.length; i++) {
      Flow flow = steps[i].run(exchange);
      if (flow == Flow.PARKED) {
        exchange.parking().keep(i);
      }
      if (flow != Flow.CONTINUE) {
        return flow;
      }
    }
    return Flow.CONTINUE;
  }

  /** Whether there is nothing to run. */
  public boolean isEmpty() {
    return steps.length == 0;
  }
}
