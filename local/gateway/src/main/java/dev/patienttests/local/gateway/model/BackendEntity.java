package dev.patienttests.local.gateway.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A backend entity: where it is, and the credentials that requests get on their way to it, after
 * all policies.
 */
public record BackendEntity(
    String id, RequestUrl url, Map<String, List<String>> headers, Map<String, List<String>> query) {

  /** Puts the credentials in place of what stands under the same names. */
  public void authorize(Headers sent) {
    headers.forEach(
        (name, values) -> {
          sent.remove(name);
          values.forEach(value -> sent.add(name, value));
        });
  }

  /** The URL with the credentials that belong into its query. */
  public RequestUrl authorize(RequestUrl sent) {
    StringBuilder all = new StringBuilder(sent.query());
    query.forEach(
        (name, values) -> {
          for (String value : values) {
            all.append(all.length() == 0 ? "" : "&").append(encoded(name));
            all.append('=').append(encoded(value));
          }
        });
    return sent.with(sent.path(), all.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return id;
  }
}
