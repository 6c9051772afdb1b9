package dev.patienttests.local.functions.routing;

import java.util.ArrayList;
import java.util.List;

/** The segments of a request path: the first slash opens, one trailing slash is forgotten. */
record PathTokens(String path, List<Integer> starts, List<String> segments) {

  static PathTokens of(String path) {
    List<Integer> starts = new ArrayList<>();
    List<String> segments = new ArrayList<>();
    int start = 1;
    while (start < path.length()) {
      int slash = path.indexOf('/', start);
      int stop = slash < 0 ? path.length() : slash;
      starts.add(start);
      segments.add(path.substring(start, stop));
      start = stop + 1;
    }
    return new PathTokens(path, List.copyOf(starts), List.copyOf(segments));
  }

  /** Everything from a segment on, slashes included. */
  String from(int index) {
    return path.substring(starts.get(index));
  }
}
