package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** An answer, free of the HTTP library. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, Map<String, String> headers, byte[] body) {

  private static final byte[] NOTHING = {};

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer json(int status, JsonNode body) {
    return new Answer(status, Map.of(), Json.bytes(body));
  }

  static Answer raw(int status, byte[] json) {
    return new Answer(status, Map.of(), json);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), NOTHING);
  }

  static Answer error(CosmosException e) {
    ObjectNode body = Json.object().put("code", e.code()).put("message", e.getMessage());
    Answer answer = json(e.status(), body);
    return e.substatus() == 0
        ? answer
        : answer.with("x-ms-substatus", Integer.toString(e.substatus()));
  }

  Answer with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}
