package dev.patienttests.local.gateway.check;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.document.PolicyValue;
import dev.patienttests.local.gateway.document.Position;
import dev.patienttests.local.gateway.policy.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Conventions of this project, which the service does not ask for.
 *
 * <ul>
 *   <li>A document has all four sections: what a missing one means is documented nowhere.
 *   <li>A call that leaves the gateway has a time limit of its own.
 *   <li>Nothing of another service's answer is cached before its status was looked at.
 *   <li>No code stands amid text: the service takes it as text.
 *   <li>No secret stands in a document: it comes from a named value, Key Vault or a token.
 * </ul>
 */
final class Conventions {
  private static final Set<String> CALLS = Set.of("forward-request", "send-request");
  private static final Set<String> HEADERS = Set.of("set-header", "set-query-parameter");

  private final List<Finding> findings = new ArrayList<>();

  private Conventions() {}

  /** What a document breaks; named values are not replaced in it. */
  static List<Finding> of(PolicyElement root) {
    Conventions conventions = new Conventions();
    if (root.name().equals("policies")) {
      conventions.sections(root);
    }
    conventions.walk(root);
    conventions.findings.addAll(UncheckedCaching.in(root));
    return conventions.findings;
  }

  private void sections(PolicyElement root) {
    for (Section section : Section.values()) {
      if (root.children().stream().noneMatch(c -> c.name().equals(section.element()))) {
        warn(root, root.position(), "section <" + section.element() + "> is missing");
      }
    }
  }

  private void walk(PolicyElement element) {
    if (CALLS.contains(element.name())
        && element.attribute("timeout").isEmpty()
        && element.attribute("timeout-ms").isEmpty()) {
      warn(element, element.position(), "has no timeout of its own");
    }
    codeAmidText(element);
    secrets(element);
    element.children().forEach(this::walk);
  }

  private void codeAmidText(PolicyElement element) {
    element
        .attributes()
        .forEach(
            (name, value) -> {
              if (holdsCode(value)) {
                warn(element, value.position(), "attribute '" + name + "' holds code amid text");
              }
            });
    if (holdsCode(element.text())) {
      warn(element, element.position(), "holds code amid text");
    }
  }

  private static boolean holdsCode(PolicyValue value) {
    return !value.isExpression() && (value.text().contains("@(") || value.text().contains("@{"));
  }

  private void secrets(PolicyElement element) {
    element
        .attributes()
        .forEach(
            (name, value) -> {
              if (SecretLiterals.isSecret(element, name, value)) {
                warn(element, value.position(), "attribute '" + name + "' holds a secret");
              }
            });
    if (SecretLiterals.isSecretText(element, element.text())) {
      warn(element, element.position(), "the text holds a secret");
    }
    if (HEADERS.contains(element.name())) {
      element.children().stream()
          .filter(c -> c.name().equals("value"))
          .filter(c -> SecretLiterals.isSecretHeader(element, c.text()))
          .forEach(c -> warn(element, c.position(), "the value is a secret"));
    }
  }

  private void warn(PolicyElement element, Position position, String message) {
    findings.add(
        new Finding(Finding.Level.WARNING, position, "<" + element.name() + ">: " + message));
  }
}
