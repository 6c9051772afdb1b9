package dev.patienttests.local.gateway.liquid;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The filters of the service (Azure documentation, set-body, supported Liquid filters). */
final class Filters {
  private static final Map<String, Filter> ALL = all();

  private Filters() {}

  static Optional<Filter> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** A hint for names as other engines have them. */
  static String meant(String name) {
    String wanted = name.replace("_", "").toLowerCase(Locale.ROOT);
    return ALL.keySet().stream()
        .filter(known -> known.toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst()
        .map(known -> "; is " + known + " meant?")
        .orElse("");
  }

  private static Map<String, Filter> all() {
    Map<String, Filter> all = new HashMap<>();
    TextFilters.register(all);
    MarkupFilters.register(all);
    NumberFilters.register(all);
    ListFilters.register(all);
    return Map.copyOf(all);
  }
}
