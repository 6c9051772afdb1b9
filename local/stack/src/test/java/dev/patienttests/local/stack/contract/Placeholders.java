package dev.patienttests.local.stack.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What the examples of a document stand for: ids, entity tags and times that only a server gives.
 *
 * @param real the text in the document to the text of this run; a text that is mapped to itself is
 *     only known to differ in answers
 * @param given names of members whose value is always the server's own
 */
record Placeholders(Map<String, String> real, Set<String> given) {
  /** Keeps copies. */
  Placeholders {
    real = Map.copyOf(real);
    given = Set.copyOf(given);
  }

  /** An example of a request, with what is real put in. */
  String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> each : real.entrySet()) {
      filled = filled.replace(each.getKey(), each.getValue());
    }
    return filled;
  }

  /** Whether an answer is like the example of it: the same but for what only a server gives. */
  boolean isLike(JsonNode example, JsonNode answer) {
    if (example.isObject()) {
      return answer.size() == example.size()
          && example.properties().stream()
              .allMatch(
                  m ->
                      answer.has(m.getKey())
                          && (given.contains(m.getKey())
                              || isLike(m.getValue(), answer.get(m.getKey()))));
    }
    if (example.isArray()) {
      return answer.isArray()
          && StreamSupport.stream(example.spliterator(), false)
              .allMatch(each -> hasOneLike(each, answer));
    }
    return example.equals(answer)
        || (example.isTextual() && answer.isTextual() && real.containsKey(example.asText()));
  }

  private boolean hasOneLike(JsonNode example, JsonNode answers) {
    return StreamSupport.stream(answers.spliterator(), false)
        .anyMatch(answer -> isLike(example, answer));
  }
}
