package dev.patienttests.local.gateway.check;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.document.PolicyValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds {@code cache-store-value} whose value comes from the answer of a {@code send-request}, but
 * does not stand in a {@code when} that looks at the status of an answer. Such a document keeps an
 * error as if it were the value. Goes by the names of variables, in the order of the document.
 */
final class UncheckedCaching {
  private static final Pattern VARIABLE =
      Pattern.compile("Variables(?:\\[|\\.GetValueOrDefault(?:<[^>]*>)?\\()\\s*\"([^\"]*)\"");
  private static final String STATUS = "StatusCode";

  /** Variables that hold an answer or something of it. */
  private final Set<String> answers = new HashSet<>();

  /** Variables that hold an answer's status. */
  private final Set<String> statuses = new HashSet<>();

  private final List<Finding> findings = new ArrayList<>();

  private UncheckedCaching() {}

  static List<Finding> in(PolicyElement root) {
    UncheckedCaching caching = new UncheckedCaching();
    caching.walk(root, false);
    return caching.findings;
  }

  private void walk(PolicyElement element, boolean looked) {
    String code =
        element
            .attribute("value")
            .filter(PolicyValue::isExpression)
            .map(PolicyValue::text)
            .orElse("");
    switch (element.name()) {
      case "send-request" ->
          element.attribute("response-variable-name").ifPresent(name -> answers.add(name.text()));
      case "set-variable" ->
          element.attribute("name").ifPresent(name -> assigned(name.text(), code));
      case "cache-store-value" -> {
        if (!looked && reads(code, answers) && !code.contains(STATUS)) {
          findings.add(
              new Finding(
                  Finding.Level.WARNING,
                  element.position(),
                  "<cache-store-value>: caches an answer whose status was not looked at"));
        }
      }
      default -> {
        // Holds others, or has nothing to do with it.
      }
    }
    boolean inside = looked || looksAtStatus(element);
    element.children().forEach(child -> walk(child, inside));
  }

  private void assigned(String name, String code) {
    if (code.contains(STATUS)) {
      statuses.add(name);
    } else if (reads(code, answers)) {
      answers.add(name);
    }
  }

  private boolean looksAtStatus(PolicyElement element) {
    return element
        .attribute("condition")
        .filter(c -> c.text().contains(STATUS) || reads(c.text(), statuses))
        .isPresent();
  }

  private static boolean reads(String code, Set<String> names) {
    return VARIABLE
        .matcher(code)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet())
        .stream()
        .anyMatch(names::contains);
  }
}
