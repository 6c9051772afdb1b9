package dev.patienttests.local.gateway.trace;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.trace.RequestTrace.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** What policies may change, at one moment: variables, the request, the response. */
final class Snapshot {
  private final Map<String, Object> raw = new LinkedHashMap<>();
  private final Map<String, String> shown = new LinkedHashMap<>();

  static Snapshot of(Exchange exchange, Redactor redactor) {
    Snapshot result = new Snapshot();
    result.put("method", exchange.request().method(), exchange.request().method());
    String url = url(exchange.request().url());
    result.put("url", exchange.request().url(), redactor.known(url));
    result.headers("header ", exchange.request().headers(), redactor);
    exchange
        .request()
        .body()
        .ifPresent(b -> result.put("body", b.content(), "(" + b.content().length + " bytes)"));
    exchange.response().ifPresent(r -> result.response(r, redactor));
    exchange.variables().forEach((n, v) -> result.put("variable " + n, v, redactor.value(n, v)));
    return result;
  }

  private void response(Response response, Redactor redactor) {
    put("response status", response.status(), String.valueOf(response.status()));
    headers("response header ", response.headers(), redactor);
    response
        .body()
        .ifPresent(b -> put("response body", b.content(), "(" + b.content().length + " bytes)"));
  }

  private void headers(String prefix, Headers headers, Redactor redactor) {
    headers
        .asMap()
        .forEach(
            (name, values) -> {
              String joined = String.join(",", values);
              put(prefix + name, joined, redactor.text(name, joined));
            });
  }

  private void put(String what, Object value, String text) {
    raw.put(what, value);
    shown.put(what, text);
  }

  /** A query may hold keys: of each parameter only the name is told. */
  private static String url(RequestUrl url) {
    String names = String.join("&", url.parameters().keySet());
    return url.with(url.path(), "") + (names.isEmpty() ? "" : "?" + names);
  }

  /** Variables that hold a text which was not theirs. */
  List<String> newTexts(Exchange exchange) {
    List<String> texts = new ArrayList<>();
    exchange
        .variables()
        .forEach(
            (name, value) -> {
              if (value instanceof String text && !text.equals(raw.get("variable " + name))) {
                texts.add(text);
              }
            });
    return texts;
  }

  /** What is different later. */
  List<Change> to(Snapshot later) {
    List<Change> changes = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(raw.keySet());
    names.addAll(later.raw.keySet());
    for (String name : names) {
      boolean same =
          raw.containsKey(name) == later.raw.containsKey(name)
              && Objects.equals(raw.get(name), later.raw.get(name));
      if (!same) {
        changes.add(
            new Change(
                name,
                Optional.ofNullable(shown.get(name)),
                Optional.ofNullable(later.shown.get(name))));
      }
    }
    return changes;
  }
}
