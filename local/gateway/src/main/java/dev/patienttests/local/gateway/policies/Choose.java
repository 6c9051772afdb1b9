package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Block;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code choose}: the first {@code when} that is true runs, otherwise {@code otherwise}. */
final class Choose implements Policy {
  private static final int ANEW = -1;

  private record When(Value condition, Block block) {}

  private final When[] cases;
  private final Optional<Branch> none;

  /** {@code none}: the way past all cases, where there is one. */
  private Choose(List<When> cases, Optional<Branch> none) {
    this.cases = cases.toArray(new When[0]);
    this.none = none;
  }

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "choose",
        PolicyDefinition.EVERYWHERE,
        Set.of(),
        Content.CHILDREN,
        List.of("when", "otherwise"),
        Choose::read);
  }

  private static Choose read(PolicyReader reader) {
    List<When> cases = new ArrayList<>();
    boolean closed = false;
    for (PolicyElement child : reader.element().children()) {
      if (closed) {
        throw child.refusal("nothing may follow <otherwise>");
      }
      closed = child.name().equals("otherwise");
      PolicyReader inner =
          reader.of(child, closed ? Set.of() : Set.of("condition"), Content.POLICIES);
      Value condition = closed ? Value.literal("true") : inner.condition("condition");
      cases.add(new When(condition, reader.block(child, closed ? 1 : cases.size() + 1)));
    }
    if (cases.isEmpty() || (closed && cases.size() == 1)) {
      throw reader.element().refusal("needs at least one <when>");
    }
    return new Choose(
        cases, closed ? Optional.empty() : Optional.of(reader.branch("no <when> is true")));
  }

  @Override
  public Flow run(Exchange exchange) {
    int at = exchange.parking().kept(ANEW);
    if (at == ANEW) {
      at = chosen(exchange);
    }
    if (at < cases.length) {
      Flow flow = cases[at].block().run(exchange);
      if (flow == Flow.PARKED) {
        exchange.parking().keep(at);
      }
      return flow;
    }
    if (none.isPresent()) {
      exchange.take(none.get());
    }
    return Flow.CONTINUE;
  }

  /** The first case whose condition is true; where there is none, how many there are. */
  private int chosen(Exchange exchange) {
    int at = 0;
    while (at < cases.length && !cases[at].condition().bool(exchange)) {
      at++;
    }
    return at;
  }
}
