package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of JSONPath (RFC 9535 §2.3) that names members, items and all of them. */
final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.?(?<name>[^.\\[\\]'*]+)|\\.?(?<all>\\*|\\[\\*])"
              + "|\\['(?<quoted>[^']*)']|\\[(?<index>[0-9]{1,9})]");

  private JsonPath() {}

  /** What the path finds; empty where the path has another form. */
  static Optional<List<Value>> find(Value root, String path) {
    List<Value> found = List.of(root);
    int at = path.startsWith("$") ? 1 : 0;
    Matcher step = STEP.matcher(path);
    while (at < path.length()) {
      if (!step.find(at) || step.start() != at) {
        return Optional.empty();
      }
      List<Value> next = new ArrayList<>();
      for (Value value : found) {
        step(value, step, next);
      }
      found = next;
      at = step.end();
    }
    return Optional.of(found);
  }

  private static void step(Value value, Matcher step, List<Value> found) {
    String name = step.group("name") == null ? step.group("quoted") : step.group("name");
    if (value instanceof Value.Obj object) {
      if (step.group("all") != null) {
        found.addAll(object.members().values());
      } else if (name != null && object.members().containsKey(name)) {
        found.add(object.members().get(name));
      }
    } else if (value instanceof Value.Arr array) {
      if (step.group("all") != null) {
        found.addAll(array.items());
      } else if (step.group("index") != null) {
        int index = Integer.parseInt(step.group("index"));
        if (index < array.items().size()) {
          found.add(array.items().get(index));
        }
      }
    }
  }
}
