package dev.patienttests.local.functions.frontend;

import dev.patienttests.local.net.StartException;
import java.util.List;
import java.util.Locale;

/**
 * Paths that pass without a token: exact ones, ignoring case, or {@code /x/*} for all below one.
 * They pass as anonymous, a token that comes along is not looked at.
 */
final class ExcludedPaths {
  private final List<String> paths;

  private ExcludedPaths(List<String> paths) {
    this.paths = paths;
  }

  static ExcludedPaths of(String what, List<String> paths) {
    for (String path : paths) {
      String plain = path.endsWith("/*") ? path.substring(0, path.length() - 1) : path;
      if (!plain.startsWith("/") || plain.indexOf('*') >= 0) {
        throw new StartException(what + ": excluded path '" + path + "' is not supported");
      }
    }
    return new ExcludedPaths(paths.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList());
  }

  boolean contain(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return paths.stream()
        .anyMatch(
            it ->
                it.endsWith("/*")
                    ? lower.startsWith(it.substring(0, it.length() - 1))
                    : lower.equals(it));
  }
}
