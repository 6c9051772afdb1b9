package dev.patienttests.auth.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.StrictJson;

/**
 * Reads an answer and refuses what does not look as agreed.
 *
 * @param <T> what it is read as
 */
@FunctionalInterface
public interface AnswerSchema<T> {
  /**
   * Reads an answer.
   *
   * @throws IllegalArgumentException when it is not of this schema; the message must not quote it
   */
  T read(ObjectNode answer);

  /**
   * The components of a record: all present, none null, no others, no coerced types. Instants and
   * the like stay texts.
   */
  static <T extends Record> AnswerSchema<T> of(Class<T> type) {
    JsonMapper mapper = StrictJson.mapper(1024 * 1024);
    return answer -> {
      try {
        return mapper.treeToValue(answer, type);
      } catch (JsonProcessingException e) {
        // The exception quotes the answer, so it is not kept as the cause.
        throw new IllegalArgumentException("not a " + type.getSimpleName());
      }
    };
  }
}
