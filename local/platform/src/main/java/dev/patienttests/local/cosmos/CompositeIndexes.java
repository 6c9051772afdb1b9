package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Tells which orders a composite index serves: its own and the exact opposite. */
final class CompositeIndexes {

  private CompositeIndexes() {}

  static boolean serves(JsonNode index, List<Map.Entry<String, String>> wanted) {
    if (index.size() != wanted.size()) {
      return false;
    }
    boolean same = true;
    boolean opposite = true;
    for (int i = 0; i < wanted.size(); i++) {
      if (!index.path(i).path("path").asText().equals(wanted.get(i).getKey())) {
        return false;
      }
      boolean alike =
          index.path(i).path("order").asText("ascending").equals(wanted.get(i).getValue());
      same &= alike;
      opposite &= !alike;
    }
    return same || opposite;
  }
}
