package dev.patienttests.local.functions.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/** The header of a request on its way through the front end: names in lower case. */
public final class HeaderFields {
  private final Map<String, List<String>> fields = new LinkedHashMap<>();

  /** The header of a request as it arrived. */
  public static HeaderFields of(Request request) {
    HeaderFields result = new HeaderFields();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue() == null ? "" : field.getValue();
      result.fields.computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>()).add(value);
    }
    return result;
  }

  /** The first value of a field, its name in lower case. */
  public Optional<String> first(String name) {
    return Optional.ofNullable(fields.get(name)).map(values -> values.get(0));
  }

  /** How often a field stands in the header. */
  public int count(String name) {
    return fields.getOrDefault(name, List.of()).size();
  }

  /** Sets a field to one value. */
  public void set(String name, String value) {
    fields.put(name.toLowerCase(Locale.ROOT), List.of(value));
  }

  /** Adds a value after what a proxy before has written, separated by a comma. */
  public void append(String name, String value) {
    String before = String.join(",", fields.getOrDefault(name, List.of()));
    set(name, before.isEmpty() ? value : before + ", " + value);
  }

  /** Removes fields. */
  public void removeIf(Predicate<String> name) {
    fields.keySet().removeIf(name);
  }

  /** Each field with its values joined by commas, as a function sees them. */
  public Map<String, String> joined() {
    Map<String, String> result = new LinkedHashMap<>();
    fields.forEach((name, values) -> result.put(name, String.join(",", values)));
    return result;
  }
}
