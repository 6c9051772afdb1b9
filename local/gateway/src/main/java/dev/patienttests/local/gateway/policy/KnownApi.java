package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Operation;
import java.util.List;

/** An API of the service, for policies that name one. */
public record KnownApi(String id, String name, List<Operation> operations) {
  /** Keeps a copy. */
  public KnownApi {
    operations = List.copyOf(operations);
  }
}
