package dev.patienttests.local.functions.host;

import dev.patienttests.local.functions.http.HeaderFields;
import dev.patienttests.local.functions.http.QueryText;
import dev.patienttests.local.functions.keys.HostKeys;
import java.util.Optional;

/**
 * Whether a request may run a function (Azure documentation, function access keys). A missing, a
 * wrong and a too weak key look the same.
 */
final class KeyCheck {
  private final Optional<HostKeys> keys;

  /**
   * With the app's keys.
   *
   * @param keys absent where the app has no storage account: then no key opens anything
   */
  KeyCheck(Optional<HostKeys> keys) {
    this.keys = keys;
  }

  boolean admits(String function, AuthLevel level, HeaderFields headers, String query) {
    return switch (level) {
      case ANONYMOUS -> true;
      case FUNCTION -> keys.filter(it -> it.opens(function, key(headers, query))).isPresent();
      case ADMIN -> isMaster(headers, query);
    };
  }

  boolean isMaster(HeaderFields headers, String query) {
    return keys.filter(it -> it.isMaster(key(headers, query))).isPresent();
  }

  /** The header decides as soon as it is there, even when it is empty. */
  private static String key(HeaderFields headers, String query) {
    return headers.first("x-functions-key").or(() -> QueryText.first(query, "code")).orElse("");
  }
}
