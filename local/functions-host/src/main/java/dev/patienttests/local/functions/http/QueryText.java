package dev.patienttests.local.functions.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The query of a request as ASP.NET Core parses it. */
public final class QueryText {
  private QueryText() {}

  /**
   * The parameters by name; names keep the spelling that came first and merge ignoring case, values
   * of a repeated one are joined by commas.
   *
   * @param query the query with its question mark, or empty
   */
  public static Map<String, String> parse(String query) {
    Map<String, String> result = new LinkedHashMap<>();
    if (query.length() < 2) {
      return result;
    }
    for (String pair : query.substring(1).split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equal = pair.indexOf('=');
      String name = decode(equal < 0 ? pair : pair.substring(0, equal));
      String value = equal < 0 ? "" : decode(pair.substring(equal + 1));
      String key =
          result.keySet().stream().filter(it -> it.equalsIgnoreCase(name)).findFirst().orElse(name);
      result.merge(key, value, (first, second) -> first + "," + second);
    }
    return result;
  }

  /** The first value of a parameter, its name in any case. */
  public static Optional<String> first(String query, String name) {
    return parse(query).entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** A plus sign is a blank; an escape that is none, or no UTF-8, stays as it is. */
  private static String decode(String text) {
    String blanks = text.replace('+', ' ');
    return blanks.indexOf('%') < 0 ? blanks : RequestPath.decodeAbsolute(blanks);
  }
}
