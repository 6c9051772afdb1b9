package dev.patienttests.local.gateway.liquid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The variables of a template. DotLiquid shows nothing where there is no variable of a name; here
 * that is refused, because it is a slip, or a named value that the service does not have.
 */
final class TemplateNames {
  private record Use(Operand.Path path, int index, Set<String> loops) {}

  private final Set<String> assigned = new HashSet<>();
  private final Deque<String> loops = new ArrayDeque<>();
  private final List<Use> uses = new ArrayList<>();

  void assigned(String name) {
    assigned.add(name);
  }

  void enter(String variable) {
    loops.push(variable);
    loops.push("forloop");
  }

  void leave() {
    loops.pop();
    loops.pop();
  }

  void used(Operand.Path path, int index) {
    uses.add(new Use(path, index, Set.copyOf(loops)));
  }

  /** Checks them once the whole template is read. */
  void check() {
    for (Use use : uses) {
      String root = use.path().root();
      if (assigned.contains(root) || use.loops().contains(root) || root.equals("body")) {
        continue;
      }
      if (!root.equals("context")) {
        throw new LiquidSyntaxException(
            use.index(), "there is neither a variable nor a named value '" + root + "'");
      }
      ContextMembers.check(use.path(), use.index());
    }
  }
}
