package dev.patienttests.local.gateway.testing;

import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Observer;
import dev.patienttests.local.gateway.model.PolicyPlace;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.trace.Running;
import java.util.ArrayList;
import java.util.List;

/** Tells the calls to the backend from other calls, by the policy that makes them. */
final class CallRecorder implements Observer {
  private final Running<String> running = new Running<>();
  private final List<Call> forwarded = new ArrayList<>();
  private final List<Call> callOuts = new ArrayList<>();

  /** Notes a call; tells whether it goes to the backend. */
  synchronized boolean record(Call call) {
    boolean backend = running.innermost().filter("forward-request"::equals).isPresent();
    (backend ? forwarded : callOuts).add(call);
    return backend;
  }

  synchronized List<Call> forwarded() {
    return List.copyOf(forwarded);
  }

  synchronized List<Call> callOuts() {
    return List.copyOf(callOuts);
  }

  @Override
  public synchronized void entering(PolicyPlace place, Exchange exchange) {
    running.push(place.policy());
  }

  @Override
  public synchronized void left(PolicyPlace place, Exchange exchange, boolean ended) {
    running.pop();
  }

  @Override
  public synchronized void failed(PolicyPlace place, Exchange exchange, String message) {
    running.pop();
  }

  @Override
  public synchronized void abandoned(PolicyPlace place) {
    running.pop();
  }

  @Override
  public void took(Branch branch) {
    // Of no interest here.
  }

  @Override
  public void erred(LastError error, Exchange exchange) {
    // Of no interest here.
  }
}
