package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.syntax.Findings;
import dev.patienttests.local.bicep.syntax.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds declarations that depend on themselves. */
final class CircleCheck {
  private final FileModel file;
  private final Findings findings;
  // For each declaration what it refers to, and where first.
  private final Map<String, Map<String, Integer>> references = new LinkedHashMap<>();
  private final Map<String, Integer> order = new HashMap<>();
  private final Map<String, Integer> circles = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();

  CircleCheck(FileModel file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** Notes that a declaration refers to a name. */
  void reference(Optional<Statement> from, String to, int at) {
    Optional<String> name = from.flatMap(CircleCheck::nameOf);
    boolean declaresIt = name.flatMap(this::declaration).equals(from) && from.isPresent();
    if (declaresIt && declaration(to).isPresent()) {
      references.computeIfAbsent(name.get(), none -> new LinkedHashMap<>()).putIfAbsent(to, at);
    }
  }

  private static Optional<String> nameOf(Statement statement) {
    return statement instanceof Statement.ParameterAssignment assignment
        ? Optional.of(assignment.name())
        : FileModel.nameOf(statement);
  }

  private Optional<Statement> declaration(String name) {
    return Optional.<Statement>ofNullable(file.assignments().get(name)).or(() -> file.symbol(name));
  }

  /** Reports each declaration in a circle at its reference to the next one. */
  void report() {
    references.keySet().forEach(this::visit);
    references.forEach(
        (name, targets) ->
            targets.entrySet().stream()
                .filter(target -> circles.get(name).equals(circles.get(target.getKey())))
                .findFirst()
                .ifPresent(target -> report(name, target.getKey(), target.getValue())));
  }

  private void report(String name, String target, int at) {
    boolean self = name.equals(target);
    findings.error(
        self ? "BCP079" : "BCP080",
        file.origin(at),
        "\"" + name + "\" depends on itself" + (self ? "" : " through \"" + target + "\""));
  }

  /** The algorithm of Tarjan: names in one circle get the same number, other names their own. */
  private int visit(String name) {
    Integer known = order.get(name);
    if (known != null) {
      return circles.containsKey(name) ? Integer.MAX_VALUE : known;
    }
    int number = order.size();
    order.put(name, number);
    open.push(name);
    int lowest = number;
    for (String target : references.getOrDefault(name, Map.of()).keySet()) {
      lowest = Math.min(lowest, visit(target));
    }
    if (lowest == number) {
      String member;
      do {
        member = open.pop();
        circles.put(member, number);
      } while (!member.equals(name));
    }
    return lowest;
  }
}
