package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** JSON values as JSON.NET models them: a token knows what it is part of. */
public abstract sealed class JsonToken {
  private JsonToken parent;

  /** What it is part of: an array, an object (of a property), a property (of its value). */
  Optional<JsonToken> parent() {
    return Optional.ofNullable(parent);
  }

  void parent(JsonToken newParent) {
    this.parent = newParent;
  }

  /** What it is made of. */
  List<? extends JsonToken> children() {
    return List.of();
  }

  abstract JsonToken copy();

  /** Itself, or a copy where it is part of something already. */
  JsonToken forNewParent(JsonToken newParent) {
    JsonToken token = parent == null ? this : copy();
    token.parent = newParent;
    return token;
  }

  @Override
  public String toString() {
    return JsonText.indented(this);
  }

  /** {@code JObject}: members in their order. */
  static final class JObject extends JsonToken {
    private final Map<String, JProperty> members = new LinkedHashMap<>();

    JsonToken get(String name) {
      JProperty property = members.get(name);
      return property == null ? null : property.value();
    }

    Optional<JProperty> property(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /** Sets a member; one that is there keeps its place. */
    void put(String name, JsonToken value) {
      JProperty property = members.get(name);
      if (property != null) {
        property.value(value);
      } else {
        add(new JProperty(name, value));
      }
    }

    /** Adds a property, of a name that is not there yet. */
    void add(JProperty property) {
      if (members.containsKey(property.name())) {
        throw DotNetException.argument(
            "Can not add a property that is there already to Newtonsoft.Json.Linq.JObject.");
      }
      JProperty added = (JProperty) property.forNewParent(this);
      members.put(added.name(), added);
    }

    boolean remove(String name) {
      JProperty property = members.remove(name);
      if (property != null) {
        property.parent(null);
      }
      return property != null;
    }

    /** Puts a property where another was. */
    void replace(JProperty old, JProperty property) {
      List<JProperty> all = new ArrayList<>(members.values());
      all.set(all.indexOf(old), (JProperty) property.forNewParent(this));
      old.parent(null);
      members.clear();
      all.forEach(p -> members.put(p.name(), p));
    }

    void clear() {
      members.clear();
    }

    List<JProperty> properties() {
      return List.copyOf(members.values());
    }

    @Override
    List<? extends JsonToken> children() {
      return properties();
    }

    @Override
    JObject copy() {
      JObject copy = new JObject();
      members.values().forEach(p -> copy.add(p.copy()));
      return copy;
    }
  }

  /** {@code JArray}. */
  static final class JArray extends JsonToken {
    private final List<JsonToken> items = new ArrayList<>();

    List<JsonToken> items() {
      return items;
    }

    void add(JsonToken item) {
      insert(items.size(), item);
    }

    void insert(int index, JsonToken item) {
      if (index < 0 || index > items.size()) {
        throw DotNetException.outOfRange("index");
      }
      items.add(index, orNull(item).forNewParent(this));
    }

    JsonToken at(int index) {
      if (index < 0 || index >= items.size()) {
        throw DotNetException.outOfRange("index");
      }
      return items.get(index);
    }

    void set(int index, JsonToken item) {
      at(index).parent(null);
      items.set(index, orNull(item).forNewParent(this));
    }

    void removeAt(int index) {
      at(index).parent(null);
      items.remove(index);
    }

    /** The place of that very token. */
    int place(JsonToken token) {
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i) == token) {
          return i;
        }
      }
      return -1;
    }

    @Override
    List<? extends JsonToken> children() {
      return items;
    }

    @Override
    JArray copy() {
      JArray copy = new JArray();
      items.forEach(i -> copy.add(i.copy()));
      return copy;
    }
  }

  /** {@code JProperty}. */
  static final class JProperty extends JsonToken {
    private final String name;
    private JsonToken value;

    JProperty(String name, JsonToken value) {
      this.name = name;
      value(value);
    }

    String name() {
      return name;
    }

    JsonToken value() {
      return value;
    }

    void value(JsonToken newValue) {
      if (value != null) {
        value.parent(null);
      }
      value = orNull(newValue).forNewParent(this);
    }

    @Override
    List<? extends JsonToken> children() {
      return List.of(value);
    }

    @Override
    JProperty copy() {
      return new JProperty(name, value.copy());
    }
  }

  private static JsonToken orNull(JsonToken token) {
    return token == null ? new JValue(null) : token;
  }

  /** {@code JValue} and {@code JRaw}: a scalar; null is JSON's. */
  static final class JValue extends JsonToken {
    private Object value;
    private final boolean raw;
    private final boolean undefined;

    JValue(Object value) {
      this(value, false, false);
    }

    private JValue(Object value, boolean raw, boolean undefined) {
      this.value = value;
      this.raw = raw;
      this.undefined = undefined;
    }

    static JValue raw(String text) {
      return new JValue(text, true, false);
    }

    static JValue undefined() {
      return new JValue(null, false, true);
    }

    Object value() {
      return value;
    }

    void value(Object newValue) {
      this.value = newValue;
    }

    boolean isRaw() {
      return raw;
    }

    boolean isUndefined() {
      return undefined;
    }

    @Override
    JValue copy() {
      return new JValue(value, raw, undefined);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof JValue it && JsonCompare.same(this, it);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(value instanceof Long || value == null ? value : value.toString());
    }

    @Override
    public String toString() {
      return RuntimeTypes.text(value);
    }
  }
}
