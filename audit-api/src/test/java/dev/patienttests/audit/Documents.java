package dev.patienttests.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** JSON texts of tests, in which single quotes may stand for double ones. */
final class Documents {
  private Documents() {}

  static ObjectNode object(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode quoted(String text) {
    return object(text.replace('\'', '"'));
  }
}
