package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON values as JSON.NET models them. */
public sealed interface JsonToken {

  /** {@code JObject}: members in their order. */
  record JObject(Map<String, JsonToken> members) implements JsonToken {
    /** An empty one. */
    public JObject() {
      this(new LinkedHashMap<>());
    }

    @Override
    public String toString() {
      return JsonText.indented(this);
    }
  }

  /** {@code JArray}. */
  record JArray(List<JsonToken> items) implements JsonToken {
    /** An empty one. */
    public JArray() {
      this(new ArrayList<>());
    }

    @Override
    public String toString() {
      return JsonText.indented(this);
    }
  }

  /** {@code JProperty}, before it is part of an object. */
  record JProperty(String name, JsonToken value) implements JsonToken {
    @Override
    public String toString() {
      return JsonText.indented(this);
    }
  }

  /**
   * {@code JValue}: a string, bool, long, BigInteger, double or {@link JsonDate}; null is JSON's.
   */
  record JValue(Object value) implements JsonToken {
    @Override
    public String toString() {
      return value == null ? "" : RuntimeTypes.text(value);
    }
  }
}
