package dev.patienttests.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An answer; most are JSON. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpAnswer(int status, Map<String, String> headers, Optional<byte[]> body) {

  HttpAnswer {
    headers = Map.copyOf(headers);
  }

  static HttpAnswer of(int status, JsonNode body) {
    try {
      return new HttpAnswer(
          status,
          Map.of("Content-Type", "application/json; charset=utf-8"),
          Optional.of(HttpCall.MAPPER.writeValueAsBytes(body)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HttpAnswer empty(int status) {
    return new HttpAnswer(status, Map.of(), Optional.empty());
  }

  HttpAnswer with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new HttpAnswer(status, more, body);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
