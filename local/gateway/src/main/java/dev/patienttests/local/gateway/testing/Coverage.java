package dev.patienttests.local.gateway.testing;

import dev.patienttests.local.gateway.document.Position;
import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Observer;
import dev.patienttests.local.gateway.model.PolicyPlace;
import dev.patienttests.local.gateway.policy.Outline;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which policies of the loaded documents ran, and which of the ways that they may go were taken:
 * each {@code when} and {@code otherwise}, the way past all of them, {@code retry} with and without
 * a second run, and a refusal of each policy whose purpose it is to refuse. May be shared by
 * fixtures and threads; the order of tests does not matter.
 */
public final class Coverage implements Observer {
  private static final String RAN = "never runs";
  private static final String REFUSED = "never refuses";
  private static final Set<String> REFUSING =
      Set.of(
          "check-header",
          "ip-filter",
          "limit-concurrency",
          "quota",
          "quota-by-key",
          "rate-limit",
          "rate-limit-by-key",
          "validate-azure-ad-token",
          "validate-jwt");
  private static final Comparator<Branch> BY_PLACE =
      Comparator.comparing((Branch b) -> b.position().file())
          .thenComparing(b -> b.position().line())
          .thenComparing(b -> b.position().column())
          .thenComparing(Branch::label);

  private final Set<Branch> known = new TreeSet<>(BY_PLACE);
  private final Set<Branch> covered = new TreeSet<>(BY_PLACE);

  /** Expects that all of a service is covered. */
  public synchronized void expect(Outline outline) {
    known.addAll(outline.branches());
    for (PolicyPlace place : outline.places()) {
      known.add(entry(place, RAN));
      if (REFUSING.contains(place.policy())) {
        known.add(entry(place, REFUSED));
      }
    }
    known.removeIf(b -> b.position().file().equals(TestService.DEFAULT_GLOBAL));
  }

  /** What no request has shown so far: file, line, column and what is missing; sorted. */
  public synchronized List<String> missing() {
    return known.stream().filter(b -> !covered.contains(b)).map(Branch::toString).toList();
  }

  /** What was shown, in the same form. */
  public synchronized List<String> covered() {
    return known.stream().filter(covered::contains).map(Branch::toString).toList();
  }

  /** Files that the expected policies stand in. */
  public synchronized Set<String> files() {
    Set<String> files = new TreeSet<>();
    known.stream().map(Branch::position).map(Position::file).forEach(files::add);
    return files;
  }

  private static Branch entry(PolicyPlace place, String label) {
    return new Branch(place.position(), "<" + place.policy() + "> " + label);
  }

  @Override
  public void entering(PolicyPlace place, Exchange exchange) {
    // It counts once it has run.
  }

  @Override
  public synchronized void left(PolicyPlace place, Exchange exchange, boolean ended) {
    covered.add(entry(place, RAN));
  }

  @Override
  public synchronized void failed(PolicyPlace place, Exchange exchange, String message) {
    covered.add(entry(place, REFUSED));
  }

  @Override
  public void abandoned(PolicyPlace place) {
    // It did not run to its end.
  }

  @Override
  public synchronized void took(Branch branch) {
    covered.add(branch);
  }

  @Override
  public void erred(LastError error, Exchange exchange) {
    // Shown by the policies of on-error.
  }
}
