package dev.patienttests.local.gateway.expression;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Local variables in scope, and which of them certainly have a value. */
final class Locals {

  /** A variable, or a local function where {@code function} is there. */
  static final class Local {
    private final int index;
    private final CsType type;
    private final int depth;
    private final boolean readOnly;
    private final Optional<LocalFunction> function;
    private Optional<Object> constant = Optional.empty();

    /** A function uses the variable of its surroundings: it is kept in a cell. */
    private boolean shared;

    private Local(
        int index, CsType type, int depth, boolean readOnly, Optional<LocalFunction> function) {
      this.index = index;
      this.type = type;
      this.depth = depth;
      this.readOnly = readOnly;
      this.function = function;
    }

    int index() {
      return index;
    }

    CsType type() {
      return type;
    }

    boolean isReadOnly() {
      return readOnly;
    }

    Optional<LocalFunction> function() {
      return function;
    }

    Optional<Object> constant() {
      return constant;
    }

    void constant(Object value) {
      constant = Optional.of(value);
    }

    Object get(Frame frame) {
      Object value = frame.local(index);
      return shared ? ((Object[]) value)[0] : value;
    }

    void set(Frame frame, Object value) {
      if (!shared) {
        frame.local(index, value);
      } else if (frame.local(index) == null) {
        declare(frame, value);
      } else {
        ((Object[]) frame.local(index))[0] = value;
      }
    }

    /** Begins a new variable, as a declaration does each time that it runs. */
    void declare(Frame frame, Object value) {
      frame.local(index, shared ? new Object[] {value} : value);
    }
  }

  private final Deque<Map<String, Local>> scopes = new ArrayDeque<>();
  private BitSet assigned = new BitSet();
  private int count;
  private int depth;

  Locals() {
    enter();
  }

  void enter() {
    scopes.push(new HashMap<>());
  }

  void leave() {
    scopes.pop();
  }

  void enterFunction() {
    depth++;
    enter();
  }

  void leaveFunction() {
    leave();
    depth--;
  }

  Local declare(int at, String name, CsType type) {
    return add(at, name, type, false, Optional.empty());
  }

  Local declareReadOnly(int at, String name, CsType type) {
    return add(at, name, type, true, Optional.empty());
  }

  Local declareFunction(int at, String name, LocalFunction function) {
    Local local = add(at, name, Types.UNTYPED, true, Optional.of(function));
    assign(local);
    return local;
  }

  private Local add(
      int at, String name, CsType type, boolean readOnly, Optional<LocalFunction> function) {
    if (find(name).isPresent() || name.equals("context")) {
      throw new ExpressionException(at, "'" + name + "' is declared already");
    }
    Local local = new Local(count++, type, depth, readOnly, function);
    scopes.element().put(name, local);
    return local;
  }

  Optional<Local> find(String name) {
    for (Map<String, Local> scope : scopes) {
      Local local = scope.get(name);
      if (local != null) {
        local.shared |= local.depth < depth && local.function.isEmpty();
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
    assigned.set(0, count + 64);
  }

  void meet(BitSet other) {
    assigned.and(other);
  }

  int count() {
    return count;
  }
}
