package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.document.PolicyValue;
import dev.patienttests.local.gateway.document.Position;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Fragments that no document includes. A mistake in one would show only once a document does, so
 * each is compiled as if it stood alone: it has to fit some section of some scope.
 */
public final class UnusedFragments {
  private static final Comparator<PolicyLoadException> FURTHEST =
      Comparator.comparing(
          PolicyLoadException::position,
          Comparator.comparingInt(Position::line).thenComparingInt(Position::column));

  private final Map<String, PolicyElement> unused;

  /** All fragments of a service, by their id. */
  public UnusedFragments(Map<String, PolicyElement> fragments) {
    this.unused = new TreeMap<>(fragments);
  }

  /** Fragments that this document includes are used. */
  public void seen(PolicyElement document) {
    if (document.name().equals(PolicyCompiler.INCLUDE)) {
      document.attribute("fragment-id").map(PolicyValue::text).ifPresent(unused::remove);
    }
    document.children().forEach(this::seen);
  }

  /**
   * Compiles those that are left.
   *
   * @param compilers makes one whose outcome nobody needs
   * @throws PolicyLoadException where one fits nowhere, with what is wrong where it fits best
   */
  public void check(Supplier<PolicyCompiler> compilers) {
    if (unused.isEmpty()) {
      return;
    }
    PolicyCompiler compiler = compilers.get();
    unused.values().forEach(fragment -> check(fragment, compiler));
  }

  private static void check(PolicyElement fragment, PolicyCompiler compiler) {
    Optional<PolicyLoadException> best = Optional.empty();
    for (Section section : Section.values()) {
      for (Scope scope : Scope.values()) {
        try {
          compiler.compileFragment(fragment, scope, section);
          return;
        } catch (PolicyLoadException e) {
          best = best.filter(other -> FURTHEST.compare(other, e) >= 0).or(() -> Optional.of(e));
        }
      }
    }
    throw best.orElseThrow();
  }
}
