package dev.patienttests.local.gateway.trace;

import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Observer;
import dev.patienttests.local.gateway.model.PolicyPlace;
import dev.patienttests.local.gateway.policy.Pipeline;
import dev.patienttests.local.gateway.trace.RequestTrace.Change;
import dev.patienttests.local.gateway.trace.RequestTrace.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Follows one request and makes its trace. */
public final class TraceRecorder implements Observer {
  private static final int MAX_STEPS = 1_000;
  private static final String GIVES_TOKENS = "authentication-managed-identity";

  /** A policy that runs. */
  private static final class Open {
    private final PolicyPlace place;
    private final int depth;
    private final Duration began;
    private final Snapshot before;
    private final List<String> branches = new ArrayList<>();
    private Optional<Step> closed = Optional.empty();
    private boolean holdsOthers;

    Open(PolicyPlace place, int depth, Duration began, Snapshot before) {
      this.place = place;
      this.depth = depth;
      this.began = began;
      this.before = before;
    }
  }

  private final Redactor redactor = new Redactor();
  private final String target;
  private final List<Open> all = new ArrayList<>();
  private final Running<Open> open = new Running<>();
  private final long start = System.nanoTime();
  private int dropped;

  /**
   * Follows a request.
   *
   * @param target method and path that the client sent
   * @param secrets texts that the trace must not show, such as the values of secret named values
   */
  public TraceRecorder(String target, Collection<String> secrets) {
    this.target = target.replaceAll("\\p{Cntrl}", " ");
    secrets.forEach(redactor::hide);
  }

  @Override
  public synchronized void entering(PolicyPlace place, Exchange exchange) {
    redactor.learn(exchange);
    Open step = new Open(place, open.depth(), elapsed(), Snapshot.of(exchange, redactor));
    open.innermost().ifPresent(outer -> outer.holdsOthers = true);
    open.push(step);
    if (all.size() < MAX_STEPS) {
      all.add(step);
    } else {
      dropped++;
    }
  }

  @Override
  public synchronized void left(PolicyPlace place, Exchange exchange, boolean ended) {
    close(exchange, ended ? "ended" : "continued");
  }

  @Override
  public synchronized void failed(PolicyPlace place, Exchange exchange, String message) {
    close(exchange, "failed: " + message);
  }

  /** Real time, whatever clock the exchange goes by. */
  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void close(Exchange exchange, String outcome) {
    redactor.learn(exchange);
    Open step = open.pop();
    if (step.place.policy().equals(GIVES_TOKENS)) {
      step.before.newTexts(exchange).forEach(redactor::hide);
    }
    // Of a policy that holds others, theirs are told where they happened.
    List<Change> changes =
        step.holdsOthers ? List.of() : step.before.to(Snapshot.of(exchange, redactor));
    Duration took = elapsed().minus(step.began);
    step.closed =
        Optional.of(
            new Step(
                step.place,
                step.depth,
                step.began,
                took,
                redactor.known(outcome),
                step.branches,
                changes));
  }

  @Override
  public synchronized void abandoned(PolicyPlace place) {
    open.pop();
  }

  @Override
  public synchronized void took(Branch branch) {
    open.innermost().ifPresent(step -> step.branches.add(branch.label()));
  }

  @Override
  public void erred(LastError error, Exchange exchange) {
    // The exchange keeps it.
  }

  /** The trace, once the request was served. */
  public synchronized RequestTrace trace(Exchange exchange) {
    List<String> names = new ArrayList<>();
    exchange.api().map(Api::id).ifPresent(id -> names.add("api " + id));
    exchange.operation().ifPresent(o -> names.add("operation " + o.id()));
    exchange.product().ifPresent(p -> names.add("product " + p.id()));
    exchange.subscription().ifPresent(s -> names.add("subscription " + s.id()));
    return new RequestTrace(
        exchange.requestId().toString().toLowerCase(Locale.ROOT),
        exchange.timestamp(),
        redactor.known(target),
        names,
        all.stream().flatMap(step -> step.closed.stream()).toList(),
        exchange.lastError().map(this::redacted),
        Pipeline.responseOf(exchange).status(),
        elapsed(),
        dropped);
  }

  /** Its message may name a header or claim whose name an expression has made. */
  private LastError redacted(LastError error) {
    return new LastError(
        error.source(),
        error.reason(),
        redactor.known(error.message()),
        error.scope(),
        error.section(),
        error.path(),
        error.policyId());
  }
}
