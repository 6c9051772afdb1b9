package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds an expression: loop and lambda variables, and the resource whose body it is in.
 *
 * @param locals the variables
 * @param body the resource
 */
record Env(Map<String, Value> locals, Optional<Instance> body) {
  static final Env EMPTY = new Env(Map.of(), Optional.empty());

  Env with(String name, Value value) {
    Map<String, Value> more = new HashMap<>(locals);
    more.put(name, value);
    return new Env(more, body);
  }

  Env inside(Instance instance) {
    return new Env(locals, Optional.of(instance));
  }
}
