package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Exchange;
import java.util.List;

/** Policies that run one after the other. */
public final class Block {
  private final Step[] steps;

  Block(List<Step> steps) {
    this.steps = steps.toArray(new Step[0]);
  }

  /** Runs them until one ends the pipeline. */
  public Flow run(Exchange exchange) {
    for (Step step : steps) {
      if (step.run(exchange) == Flow.END) {
        return Flow.END;
      }
    }
    return Flow.CONTINUE;
  }

  /** Whether there is nothing to run. */
  public boolean isEmpty() {
    return steps.length == 0;
  }
}
