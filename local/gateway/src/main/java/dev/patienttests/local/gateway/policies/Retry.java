package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Block;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.policy.TimeLimit;
import dev.patienttests.local.gateway.policy.Value;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * {@code retry}: its policies run once, and again while the condition holds, {@code count} times at
 * most.
 */
record Retry(
    Value condition,
    Value count,
    Value interval,
    boolean firstFast,
    Block block,
    PolicyServices.Pause pause,
    Branch once,
    Branch again)
    implements Policy {
  private static final int MAX_COUNT = 50;

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "retry",
        PolicyDefinition.EVERYWHERE,
        Set.of("condition", "count", "interval", "max-interval", "delta", "first-fast-retry"),
        Content.POLICIES,
        List.of(),
        Retry::read);
  }

  private static Retry read(PolicyReader reader) {
    for (String attribute : Set.of("max-interval", "delta")) {
      if (reader.element().attribute(attribute).isPresent()) {
        throw reader.element().refusal(attribute, "growing intervals are not supported");
      }
    }
    Value count = reader.required("count");
    if (count.literal().isPresent()) {
      reader.number("count", 1, MAX_COUNT);
    }
    return new Retry(
        reader.condition("condition"),
        count,
        reader.required("interval"),
        reader.flag("first-fast-retry", false),
        reader.block(),
        reader.services().pause(),
        reader.branch("runs once"),
        reader.branch("runs again"));
  }

  @Override
  public Flow run(Exchange exchange) {
    long tries = Math.min(MAX_COUNT, count.whole(exchange));
    Flow flow = block.run(exchange);
    int i = 0;
    for (; i < tries && flow == Flow.CONTINUE && condition.bool(exchange); i++) {
      long seconds = interval.whole(exchange);
      if (seconds > 0 && !(firstFast && i == 0)) {
        pause.millis(TimeLimit.within(exchange, Duration.ofSeconds(seconds)).toMillis());
      }
      exchange.take(again);
      flow = block.run(exchange);
    }
    if (i == 0) {
      exchange.take(once);
    }
    return flow;
  }
}
