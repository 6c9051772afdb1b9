package dev.patienttests.local.gateway.expression;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Local variables in scope, and which of them certainly have a value. */
final class Locals {

  record Local(int index, CsType type) {}

  private final Deque<Map<String, Local>> scopes = new ArrayDeque<>();
  private BitSet assigned = new BitSet();
  private int count;

  Locals() {
    enter();
  }

  void enter() {
    scopes.push(new HashMap<>());
  }

  void leave() {
    scopes.pop();
  }

  Local declare(int at, String name, CsType type) {
    if (find(name).isPresent() || name.equals("context")) {
      throw new ExpressionException(at, "'" + name + "' is declared already");
    }
    Local local = new Local(count++, type);
    scopes.element().put(name, local);
    return local;
  }

  Optional<Local> find(String name) {
    for (Map<String, Local> scope : scopes) {
      Local local = scope.get(name);
      if (local != null) {
        return Optional.of(local);
      }
    }
    return Optional.empty();
  }

  void assign(Local local) {
    assigned.set(local.index());
  }

  boolean isAssigned(Local local) {
    return assigned.get(local.index());
  }

  BitSet snapshot() {
    return (BitSet) assigned.clone();
  }

  void restore(BitSet snapshot) {
    assigned = (BitSet) snapshot.clone();
  }

  /** After a part that never ends normally, everything counts as assigned. */
  void unreachable() {
    assigned.set(0, Math.max(count, 1) + 64);
  }

  void meet(BitSet other) {
    assigned.and(other);
  }

  int count() {
    return count;
  }
}
