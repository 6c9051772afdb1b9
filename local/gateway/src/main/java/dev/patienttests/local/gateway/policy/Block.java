package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.Exchange;
import java.util.List;
import java.util.Optional;

/** Policies that run one after the other. */
public final class Block {
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

  /** Runs them until one ends the section. */
  public Flow run(Exchange exchange) {
    if (branch.isPresent()) {
      exchange.take(branch.get());
    }
    for (Step step : steps) {
      Flow flow = step.run(exchange);
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
