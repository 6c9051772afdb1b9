package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.Diagnostic;
import dev.patienttests.local.bicep.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects diagnostics; the same one counts once. */
public final class Findings {
  private final Set<Diagnostic> errors = new LinkedHashSet<>();
  private final Set<Diagnostic> warnings = new LinkedHashSet<>();

  /** An error. */
  public void error(String code, Origin origin, String message) {
    errors.add(Diagnostic.error(code, origin, message));
  }

  /** What ended the work on a statement. */
  public void add(Fault fault) {
    errors.add(fault.diagnostic());
  }

  /** A warning. */
  public void warning(String code, Origin origin, String message) {
    warnings.add(new Diagnostic(Diagnostic.Severity.WARNING, code, origin, message));
  }

  /** Whether there is an error. */
  public boolean hasErrors() {
    return !errors.isEmpty();
  }

  /** The errors in order of discovery. */
  public List<Diagnostic> errors() {
    return new ArrayList<>(errors);
  }

  /** The warnings in order of discovery. */
  public List<Diagnostic> warnings() {
    return new ArrayList<>(warnings);
  }
}
