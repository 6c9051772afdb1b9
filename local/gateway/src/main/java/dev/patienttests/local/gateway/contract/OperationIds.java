package dev.patienttests.local.gateway.contract;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names of operations as an import makes them (Azure documentation, API import restrictions). One
 * that the document gives is kept as it is; names are unique without regard to case.
 */
final class OperationIds {
  private static final int LONGEST_MADE = 76;
  private static final int LONGEST_GIVEN = 80;

  private final Set<String> taken = new HashSet<>();

  String id(DocumentPlace operation, String method, String template) {
    String given = operation.child("operationId").text();
    if (given.isEmpty()) {
      return made(method, template);
    }
    if (given.length() > LONGEST_GIVEN) {
      throw operation.refusal("operationId is longer than " + LONGEST_GIVEN);
    }
    if (!taken.add(given.toLowerCase(Locale.ROOT))) {
      throw operation.refusal("operationId '" + given + "' stands twice");
    }
    return given;
  }

  private String made(String method, String template) {
    String dashes =
        (method + "-" + template).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = dashes.replaceAll("^-|-$", "");
    String base = trimmed.substring(0, Math.min(trimmed.length(), LONGEST_MADE));
    String id = base;
    for (int i = 1; !taken.add(id); i++) {
      id = base + "-" + i;
    }
    return id;
  }
}
