package dev.patienttests.local.gateway.testing;

import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Observer;
import dev.patienttests.local.gateway.model.PolicyPlace;
import java.util.List;

/** Several observers of one request. */
record Observers(List<Observer> all) implements Observer {

  @Override
  public void entering(PolicyPlace place, Exchange exchange) {
    all.forEach(o -> o.entering(place, exchange));
  }

  @Override
  public void left(PolicyPlace place, Exchange exchange, boolean ended) {
    all.forEach(o -> o.left(place, exchange, ended));
  }

  @Override
  public void failed(PolicyPlace place, Exchange exchange, String message) {
    all.forEach(o -> o.failed(place, exchange, message));
  }

  @Override
  public void abandoned(PolicyPlace place) {
    all.forEach(o -> o.abandoned(place));
  }

  @Override
  public void took(Branch branch) {
    all.forEach(o -> o.took(branch));
  }

  @Override
  public void erred(LastError error, Exchange exchange) {
    all.forEach(o -> o.erred(error, exchange));
  }
}
