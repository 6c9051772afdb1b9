package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.Diagnostic;
import dev.patienttests.local.bicep.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects diagnostics; the same one counts once. */
public final class Findings {
  private final Set<Diagnostic> errors = new LinkedHashSet<>();
  private final Set<Origin> ofTypes = new HashSet<>();
  private final Set<Diagnostic> warnings = new LinkedHashSet<>();
  private final List<Silenced> silenced = new ArrayList<>();

  private record Silenced(Path file, Set<String> codes, int from, int to) {}

  /** An error. */
  public void error(String code, Origin origin, String message) {
    add(Diagnostic.error(code, origin, message));
  }

  /**
   * An error that the text tells before there are values. What the values tell at the same place is
   * the same mistake, and not reported again.
   */
  public void ofTypes(String code, Origin origin, String message) {
    if (ofTypes.add(origin)) {
      errors.add(Diagnostic.error(code, origin, message));
    }
  }

  /** What ended the work on a statement. */
  public void add(Fault fault) {
    add(fault.diagnostic());
  }

  private void add(Diagnostic error) {
    if (!ofTypes.contains(error.origin())) {
      errors.add(error);
    }
  }

  /** Does some work; what ends it is an error here, and the work on the next thing goes on. */
  public void collect(Runnable work) {
    try {
      work.run();
    } catch (Fault fault) {
      add(fault);
    }
  }

  /** A warning. */
  public void warning(String code, Origin origin, String message) {
    warnings.add(new Diagnostic(Diagnostic.Severity.WARNING, code, origin, message));
  }

  /**
   * Notes a directive that silences warnings: errors cannot be silenced.
   *
   * @param from first line that it is about
   * @param to last line that it is about
   */
  void silence(Path file, Set<String> codes, int from, int to) {
    silenced.add(new Silenced(file, Set.copyOf(codes), from, to));
  }

  private boolean isSilenced(Diagnostic warning) {
    Origin origin = warning.origin();
    return silenced.stream()
        .anyMatch(
            lines ->
                lines.file().equals(origin.file())
                    && lines.codes().contains(warning.code())
                    && origin.line() >= lines.from()
                    && origin.line() <= lines.to());
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
    return warnings.stream()
        .filter(warning -> !isSilenced(warning))
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
