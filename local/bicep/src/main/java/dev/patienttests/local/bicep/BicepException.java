package dev.patienttests.local.bicep;

import java.util.List;
import java.util.stream.Collectors;

/** Bicep that cannot be evaluated. The message is the list of diagnostics, one a line. */
public final class BicepException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  /** Made of at least one error. */
  public BicepException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** What was found, in the order of files and lines. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
