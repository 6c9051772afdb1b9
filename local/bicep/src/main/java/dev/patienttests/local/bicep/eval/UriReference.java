package dev.patienttests.local.bicep.eval;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Resolves references as RFC 3986, section 5.2, says and .NET's Uri does; java.net.URI follows an
 * older rule where a path is empty or leads above the root.
 */
final class UriReference {
  private UriReference() {}

  /**
   * The URI that a reference means.
   *
   * @param base an absolute URI with a host
   * @throws URISyntaxException if one of them is no URI, or the base is not absolute
   */
  static String resolve(String base, String reference) throws URISyntaxException {
    URI around = new URI(base);
    URI inner = new URI(reference);
    String fragment = inner.getRawFragment() == null ? "" : "#" + inner.getRawFragment();
    if (around.getScheme() == null || around.getHost() == null) {
      throw new URISyntaxException(base, "no absolute URI");
    } else if (inner.getScheme() != null) {
      return inner.getHost() == null
          ? reference
          : text(inner, path(inner), inner.getRawQuery()) + fragment;
    } else if (inner.getRawAuthority() != null) {
      return resolve(base, around.getScheme() + ":" + reference);
    }
    String own = inner.getRawPath();
    if (own.isEmpty()) {
      String query = inner.getRawQuery() == null ? around.getRawQuery() : inner.getRawQuery();
      return text(around, path(around), query) + fragment;
    }
    String folder = path(around).substring(0, path(around).lastIndexOf('/') + 1);
    String path = own.startsWith("/") ? own : folder + own;
    return text(around, withoutDots(path), inner.getRawQuery()) + fragment;
  }

  private static String path(URI uri) {
    return uri.getRawPath().isEmpty() ? "/" : withoutDots(uri.getRawPath());
  }

  private static String text(URI of, String path, String query) {
    String scheme = of.getScheme().toLowerCase(Locale.ROOT);
    String user = of.getRawUserInfo() == null ? "" : of.getRawUserInfo() + "@";
    boolean usual =
        of.getPort() < 0
            || (scheme.equals("https") && of.getPort() == 443)
            || (scheme.equals("http") && of.getPort() == 80);
    String port = usual ? "" : ":" + of.getPort();
    String host = of.getHost().toLowerCase(Locale.ROOT);
    return scheme + "://" + user + host + port + path + (query == null ? "" : "?" + query);
  }

  /** The path without {@code .} and {@code ..}, none of which leads above the root. */
  private static String withoutDots(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String[] parts = path.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean dots = parts[i].equals(".") || parts[i].equals("..");
      if (parts[i].equals("..") && !kept.isEmpty()) {
        kept.removeLast();
      }
      if (!dots) {
        kept.addLast(parts[i]);
      } else if (i == parts.length - 1) {
        kept.addLast("");
      }
    }
    return "/" + String.join("/", kept);
  }
}
