package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Turns;
import dev.patienttests.local.gateway.policy.Block;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import dev.patienttests.local.gateway.policy.Workers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * {@code wait}: its policies run at the same time, each a branch, until all of them or one of them
 * is done. A failure, or a branch that ends the pipeline, ends the others.
 */
record Wait(Value mode, List<Block> branches, Workers workers) implements Policy {
  private static final Set<String> MODES = Set.of("all", "any");
  private static final Set<String> CHILDREN =
      Set.of("send-request", "cache-lookup-value", "choose");

  private record Outcome(Flow flow, Optional<PolicyFailure> failure) {
    boolean endsAll() {
      return flow != Flow.CONTINUE || failure.isPresent();
    }
  }

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "wait",
        Set.of(Section.INBOUND, Section.BACKEND, Section.OUTBOUND),
        Set.of("for"),
        Content.POLICIES,
        List.of(),
        Wait::read);
  }

  private static Wait read(PolicyReader reader) {
    for (PolicyElement child : reader.element().children()) {
      if (!CHILDREN.contains(child.name())) {
        throw child.refusal("may not stand directly in <wait>");
      }
    }
    if (reader.element().children().isEmpty()) {
      throw reader.element().refusal("needs at least one policy to wait for");
    }
    for (String outer : List.of("wait", "retry")) {
      if (reader.isInside(outer)) {
        throw reader.element().refusal("may not stand in <" + outer + ">");
      }
    }
    Value mode = reader.optional("for").orElse(Value.literal("all"));
    if (mode.literal().isPresent()) {
      reader.choice("for", "all", MODES);
    }
    return new Wait(mode, reader.blocks(), reader.services().workers());
  }

  @Override
  public Flow run(Exchange exchange) {
    if (exchange.parking().forThread()) {
      return Flow.PARKED;
    }
    String word = mode.text(exchange);
    if (!MODES.contains(word)) {
      throw PolicyFailure.expression("The value is neither all nor any.");
    }
    Turns turns = new Turns();
    BlockingQueue<Outcome> done = new LinkedBlockingQueue<>();
    exchange.turns(Optional.of(turns));
    try {
      for (Block branch : branches) {
        Runnable task = () -> run(branch, exchange, turns, done);
        if (!workers.start(task)) {
          task.run();
        }
      }
      return outcome(done, word.equals("any") ? 1 : branches.size());
    } finally {
      turns.end();
      exchange.turns(Optional.empty());
    }
  }

  private static Flow outcome(BlockingQueue<Outcome> done, int wanted) {
    try {
      Outcome last = done.take();
      for (int i = 1; i < wanted && !last.endsAll(); i++) {
        last = done.take();
      }
      if (last.failure().isPresent()) {
        throw last.failure().get();
      }
      return last.flow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PolicyFailure.fault("Timeout", "The gateway stops");
    }
  }

  private static void run(
      Block branch, Exchange exchange, Turns turns, BlockingQueue<Outcome> done) {
    try {
      done.add(turns.act(() -> new Outcome(branch.run(exchange), Optional.empty())));
    } catch (PolicyFailure e) {
      done.add(new Outcome(Flow.END, Optional.of(e)));
    } catch (CancellationException e) {
      // Nobody waits for this branch any more.
    } catch (RuntimeException | Error e) {
      // Whoever waits must not wait for ever.
      done.add(new Outcome(Flow.END, Optional.of(broken(e))));
    }
  }

  private static PolicyFailure broken(Throwable e) {
    return PolicyFailure.fault("InternalError", "Internal error in wait: " + e.getClass());
  }
}
