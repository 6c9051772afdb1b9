package dev.patienttests.local.functions.routing;

import java.util.List;

/** What stands between two slashes of a route template. */
record Segment(List<Part> parts) {

  boolean isSimple() {
    return parts.size() == 1;
  }

  Part first() {
    return parts.get(0);
  }

  boolean isCatchAll() {
    return isSimple() && first() instanceof Part.Parameter parameter && parameter.isCatchAll();
  }
}
