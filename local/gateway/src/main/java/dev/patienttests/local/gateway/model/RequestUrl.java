package dev.patienttests.local.gateway.model;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An absolute URL.
 *
 * @param path escaped, begins with a slash
 * @param query escaped, without question mark, empty where there is none
 */
public record RequestUrl(String scheme, String host, int port, String path, String query) {

  /**
   * Reads an absolute http or https URL.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static RequestUrl parse(String text) {
    URI uri = URI.create(text);
    if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("not an absolute URL");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("neither http nor https");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : defaultPort(scheme);
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new RequestUrl(
        scheme, uri.getHost(), port, path, uri.getRawQuery() == null ? "" : uri.getRawQuery());
  }

  /** The same with other path and query. */
  public RequestUrl with(String newPath, String newQuery) {
    return new RequestUrl(scheme, host, port, newPath, newQuery);
  }

  /** Host with port, the port only where it is not the scheme's own. */
  public String authority() {
    return port == defaultPort(scheme) ? host : host + ":" + port;
  }

  /** Query with its question mark, or nothing. */
  public String queryString() {
    return query.isEmpty() ? "" : "?" + query;
  }

  /** Decoded query parameters. */
  public Map<String, List<String>> parameters() {
    Map<String, List<String>> result = new LinkedHashMap<>();
    int start = 0;
    while (start < query.length()) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      if (end > start) {
        String pair = query.substring(start, end);
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        result.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
      }
      start = end + 1;
    }
    return result;
  }

  @Override
  public String toString() {
    return scheme + "://" + authority() + path + queryString();
  }

  /** Decodes one query name or value; what is no valid escape stays as it is. */
  public static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }
}
