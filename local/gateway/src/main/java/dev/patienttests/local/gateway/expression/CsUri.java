package dev.patienttests.local.gateway.expression;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** {@code System.Uri} for hierarchical addresses and the like; relative ones keep their text. */
record CsUri(
    String original,
    boolean absolute,
    String scheme,
    String userInfo,
    String host,
    int port,
    String path,
    String query,
    String fragment)
    implements Typed {
  private static final Map<String, Integer> PORTS =
      Map.of("http", 80, "https", 443, "ftp", 21, "ws", 80, "wss", 443);

  @Override
  public CsType type() {
    return TypeTable.named("Uri");
  }

  static DotNetException invalid() {
    return new DotNetException(
        "System.UriFormatException", "Invalid URI: The format of the URI could not be determined.");
  }

  /**
   * Reads an address.
   *
   * @param kind name of a {@code UriKind}
   */
  static CsUri parse(String text, String kind) {
    String trimmed = text.strip();
    boolean absolute = trimmed.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*");
    if (!absolute || kind.equals("Relative")) {
      if (kind.equals("Absolute") || (absolute && kind.equals("Relative"))) {
        throw invalid();
      }
      return new CsUri(text, false, "", "", "", -1, text, "", "");
    }
    try {
      URI uri = new URI(escaped(trimmed));
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.isOpaque()) {
        String rest = uri.getRawSchemeSpecificPart();
        return new CsUri(
            text,
            true,
            scheme,
            "",
            rest.substring(rest.indexOf('@') + 1),
            -1,
            rest,
            "",
            part("#", uri.getRawFragment()));
      }
      return hierarchical(text, scheme, uri.normalize());
    } catch (URISyntaxException e) {
      throw invalid();
    }
  }

  private static CsUri hierarchical(String text, String scheme, URI uri) {
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String hostPort = authority.substring(at + 1);
    int colon = hostPort.matches(".*:[0-9]*") ? hostPort.lastIndexOf(':') : -1;
    String host = (colon < 0 ? hostPort : hostPort.substring(0, colon)).toLowerCase(Locale.ROOT);
    int port =
        colon < 0 || colon == hostPort.length() - 1
            ? PORTS.getOrDefault(scheme, -1)
            : Integer.parseInt(hostPort.substring(colon + 1));
    boolean web = PORTS.containsKey(scheme);
    if ((web && host.isEmpty()) || port > 65535) {
      throw invalid();
    }
    String path = uri.getRawPath().replaceFirst("^(/\\.\\.)+(?=/|$)", "");
    return new CsUri(
        text,
        true,
        scheme,
        at < 0 ? "" : authority.substring(0, at),
        unescape(host),
        port,
        path.isEmpty() && web ? "/" : path,
        part("?", uri.getRawQuery()),
        part("#", uri.getRawFragment()));
  }

  private static String part(String mark, String text) {
    return text == null ? "" : mark + text;
  }

  /** Escapes what an address may not hold as it is; escapes stay. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (byte octet : text.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      boolean plain = c > ' ' && c < 0x7F && "\"<>^`{|}".indexOf(c) < 0;
      out.append(
          plain ? String.valueOf(c) : "%" + HexFormat.of().withUpperCase().toHexDigits(octet));
    }
    return out.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  private void required() {
    if (!absolute) {
      throw DotNetException.invalidOperation("This operation is not supported for a relative URI.");
    }
  }

  String authority() {
    required();
    return PORTS.getOrDefault(scheme, -1) == port || port < 0 ? host : host + ":" + port;
  }

  String start() {
    required();
    boolean slashes = original.matches("(?s)\\s*[^:]*://.*");
    return scheme
        + (slashes
            ? "://" + (userInfo.isEmpty() ? "" : userInfo + "@") + escaped(authority())
            : ":");
  }

  String absoluteUri() {
    return start() + path + query + fragment;
  }

  String left(String part) {
    return switch (part) {
      case "Scheme" -> scheme + "://";
      case "Authority" -> start();
      case "Path" -> start() + path;
      default -> start() + path + query;
    };
  }

  <T> T absolutely(T value) {
    required();
    return value;
  }

  CsUri resolve(String relative) {
    if (relative.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      return parse(relative, "Absolute");
    }
    return parse(URI.create(absoluteUri()).resolve(escaped(relative)).toString(), "Absolute");
  }

  String relativeTo(CsUri target) {
    if (!start().equals(target.start())) {
      return target.absoluteUri();
    }
    String base = path.substring(0, path.lastIndexOf('/') + 1);
    String ups = "";
    while (!target.path.startsWith(base)) {
      base = base.substring(0, base.lastIndexOf('/', base.length() - 2) + 1);
      ups += "../";
    }
    return ups + target.path.substring(base.length()) + target.query + target.fragment;
  }

  /** {@code Uri.UnescapeDataString}: what is no valid UTF-8 stays escaped. */
  static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      int end = i;
      while (end + 3 <= text.length() && text.charAt(end) == '%' && isHex(text, end + 1)) {
        end += 3;
      }
      if (end == i) {
        out.append(text.charAt(i++));
      } else {
        out.append(decoded(text.substring(i, end)));
        i = end;
      }
    }
    return out.toString();
  }

  private static boolean isHex(String text, int at) {
    return Character.digit(text.charAt(at), 16) >= 0
        && Character.digit(text.charAt(at + 1), 16) >= 0;
  }

  private static String decoded(String escapes) {
    StringBuilder out = new StringBuilder();
    byte[] octets = HexFormat.of().parseHex(escapes.replace("%", ""));
    int i = 0;
    while (i < octets.length) {
      int first = octets[i] & 0xFF;
      int length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
      String text =
          length > 0 && i + length <= octets.length
              ? new String(octets, i, length, StandardCharsets.UTF_8)
              : "\uFFFD";
      if (text.indexOf('\uFFFD') >= 0) {
        out.append(escapes, 3 * i, 3 * i + 3);
        i++;
      } else {
        out.append(text);
        i += length;
      }
    }
    return out.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CsUri it
        && absolute == it.absolute
        && (absolute ? left("Query").equals(it.left("Query")) : original.equals(it.original));
  }

  @Override
  public int hashCode() {
    return original.toLowerCase(Locale.ROOT).hashCode();
  }

  @Override
  public String toString() {
    return absolute ? unescapedForDisplay() : original;
  }

  private String unescapedForDisplay() {
    String shown = absoluteUri();
    StringBuilder out = new StringBuilder();
    java.util.regex.Matcher m =
        java.util.regex.Pattern.compile("(%[0-9A-Fa-f]{2})+").matcher(shown);
    int from = 0;
    while (m.find()) {
      String plain = unescape(m.group());
      boolean keep =
          plain
              .chars()
              .anyMatch(
                  c ->
                      c < 0x80
                          && (c < ' ' || "%#?/\\@:;".indexOf(c) >= 0 || Character.isISOControl(c)));
      out.append(shown, from, m.start()).append(keep ? m.group() : plain);
      from = m.end();
    }
    return out.append(shown.substring(from)).toString();
  }
}
