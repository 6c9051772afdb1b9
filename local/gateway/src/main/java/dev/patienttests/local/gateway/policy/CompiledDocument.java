package dev.patienttests.local.gateway.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A compiled document; in its sections {@code base} still stands for the broader scope. */
public final class CompiledDocument {
  private final Map<Section, List<Optional<Step>>> sections;

  CompiledDocument(Map<Section, List<Optional<Step>>> sections) {
    this.sections = Map.copyOf(sections);
  }

  /**
   * Puts the broader scope's steps where {@code base} stands. A section that is missing counts as
   * one that holds {@code base} alone.
   */
  List<Step> merge(Section section, List<Step> broader) {
    List<Optional<Step>> own = sections.get(section);
    if (own == null) {
      return broader;
    }
    List<Step> merged = new ArrayList<>();
    for (Optional<Step> step : own) {
      if (step.isPresent()) {
        merged.add(step.get());
      } else {
        merged.addAll(broader);
      }
    }
    return merged;
  }
}
