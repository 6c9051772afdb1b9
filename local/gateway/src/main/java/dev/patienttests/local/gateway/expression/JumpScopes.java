package dev.patienttests.local.gateway.expression;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** Where break and continue lead, and what has a value when they do. */
final class JumpScopes {

  /** A loop, a switch, or a finally block, which nothing may leave. */
  static final class Scope {
    private final boolean loop;
    private final boolean last;
    private BitSet atBreak;

    private Scope(boolean loop, boolean last) {
      this.loop = loop;
      this.last = last;
    }

    boolean isLeft() {
      return atBreak != null;
    }

    BitSet atBreak() {
      return atBreak;
    }
  }

  private final Deque<Scope> scopes = new ArrayDeque<>();

  Scope enter(boolean loop) {
    scopes.push(new Scope(loop, false));
    return scopes.element();
  }

  void enterFinally() {
    scopes.push(new Scope(false, true));
  }

  void leave() {
    scopes.pop();
  }

  boolean inFinally() {
    return scopes.stream().anyMatch(s -> s.last);
  }

  void breaks(int at, BitSet assigned) {
    Scope scope = scopes.peek();
    if (scope == null || scope.last) {
      throw new ExpressionException(at, "there is no loop or switch to leave");
    }
    if (scope.atBreak == null) {
      scope.atBreak = assigned;
    } else {
      scope.atBreak.and(assigned);
    }
  }

  void continues(int at) {
    for (Scope scope : scopes) {
      if (scope.last) {
        break;
      }
      if (scope.loop) {
        return;
      }
    }
    throw new ExpressionException(at, "there is no loop to continue");
  }
}
