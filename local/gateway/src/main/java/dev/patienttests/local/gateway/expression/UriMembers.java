package dev.patienttests.local.gateway.expression;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Members of Uri and WebUtility. */
final class UriMembers {
  private static final Pattern ENTITY =
      Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});");
  private static final Map<String, String> ENTITIES =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0", "copy",
          "\u00a9", "eacute", "\u00e9", "euro", "\u20ac");

  private UriMembers() {}

  private static CsUri me(Args a) {
    return a.me(CsUri.class);
  }

  static void register(MemberQuery m) {
    if (m.wantsStatic()) {
      statics(m);
    }
    if (m.wantsInstance()) {
      properties(m);
    }
  }

  private static void statics(MemberQuery m) {
    m.add("static string Uri.EscapeDataString(string s)", a -> Texts.escapeData(a.text(0)));
    m.add("static string Uri.UnescapeDataString(string s)", a -> CsUri.unescape(a.text(0)));
    if (m.wants("new", "TryCreate", "IsWellFormedUriString", "CheckHostName")) {
      parsing(m);
    }
    if (m.wants("SchemeDelimiter", "UriSchemeHttp", "UriSchemeHttps")) {
      m.property("static string Uri.SchemeDelimiter", a -> "://");
      m.property("static string Uri.UriSchemeHttp", a -> "http");
      m.property("static string Uri.UriSchemeHttps", a -> "https");
    }
  }

  private static void parsing(MemberQuery m) {
    m.add("new Uri(string text)", a -> CsUri.parse(a.text(0), "Absolute"));
    m.add("new Uri(string text, UriKind kind)", a -> CsUri.parse(a.text(0), a.at(1).toString()));
    m.add(
        "new Uri(Uri start, string relative)",
        a -> a.at(0, CsUri.class).absolutely(a.at(0, CsUri.class)).resolve(a.text(1)));
    m.add(
        "new Uri(Uri start, Uri relative)",
        a -> a.at(0, CsUri.class).resolve(a.at(1, CsUri.class).original()));
    m.add(
        "static UriHostNameType Uri.CheckHostName(string name)",
        a -> EnumValue.of(TypeTable.named("UriHostNameType"), kind(a.text(0))));
    m.add(
        "static bool Uri.TryCreate(string text, UriKind kind, out Uri result)",
        a -> {
          try {
            a.values()[2] = a.at(0) == null ? null : CsUri.parse(a.text(0), a.at(1).toString());
            return a.at(2) != null;
          } catch (DotNetException e) {
            return false;
          }
        });
    m.add(
        "static bool Uri.IsWellFormedUriString(string text, UriKind kind)",
        UriMembers::isWellFormed);
  }

  private static void properties(MemberQuery m) {
    m.property("string Uri.AbsoluteUri", a -> me(a).absoluteUri());
    m.property("string Uri.AbsolutePath", a -> me(a).absolutely(me(a).path()));
    m.property("string Uri.LocalPath", a -> me(a).absolutely(CsUri.unescape(me(a).path())));
    m.property("string Uri.PathAndQuery", a -> me(a).absolutely(me(a).path() + me(a).query()));
    m.property("string Uri.Query", a -> me(a).absolutely(me(a).query()));
    m.property("string Uri.Fragment", a -> me(a).absolutely(me(a).fragment()));
    m.property("string Uri.Scheme", a -> me(a).absolutely(me(a).scheme()));
    m.property("string Uri.Host", a -> me(a).absolutely(me(a).host()));
    m.property("string Uri.DnsSafeHost", a -> me(a).absolutely(me(a).host()));
    m.property("string Uri.Authority", a -> me(a).authority());
    m.property("string Uri.UserInfo", a -> me(a).absolutely(me(a).userInfo()));
    m.property("string Uri.OriginalString", a -> me(a).original());
    m.property("int Uri.Port", a -> me(a).absolutely(me(a).port()));
    m.property("bool Uri.IsAbsoluteUri", a -> me(a).absolute());
    m.property("bool Uri.IsDefaultPort", a -> me(a).authority().equals(me(a).host()));
    m.property("bool Uri.IsLoopback", a -> me(a).host().matches("localhost|127\\..*|\\[::1\\]"));
    m.property(
        "string[] Uri.Segments",
        a ->
            CsArray.strings(
                Pattern.compile("[^/]*/|[^/]+$")
                    .matcher(me(a).absolutely(me(a).path()))
                    .results()
                    .map(r -> r.group())
                    .toList()));
    m.add("string Uri.GetLeftPart(UriPartial part)", a -> me(a).left(a.at(0).toString()));
    m.add(
        "Uri Uri.MakeRelativeUri(Uri other)",
        a -> CsUri.parse(me(a).relativeTo(a.at(0, CsUri.class)), "RelativeOrAbsolute"));
    m.add(
        "bool Uri.IsBaseOf(Uri other)",
        a ->
            a.at(0, CsUri.class)
                .left("Path")
                .startsWith(me(a).left("Path").replaceFirst("[^/]*$", "")));
  }

  private static String kind(String name) {
    if (name.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}")) {
      return "IPv4";
    }
    if (name.matches("\\[?[0-9a-fA-F:]*:[0-9a-fA-F:.]*\\]?")) {
      return "IPv6";
    }
    String label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    return name.matches(label + "(\\." + label + ")*\\.?") ? "Dns" : "Unknown";
  }

  private static Object isWellFormed(Args a) {
    if (a.at(0) == null) {
      return false;
    }
    try {
      CsUri uri = CsUri.parse(a.text(0), a.at(1).toString());
      boolean clean = !a.text(0).matches("(?s).*[ \\\\<>\"{}|^`].*");
      return clean && (uri.absolute() || !a.text(0).contains(":"));
    } catch (DotNetException e) {
      return false;
    }
  }

  static void web(MemberQuery m) {
    m.add(
        "static string WebUtility.UrlEncode(string s)",
        a -> a.at(0) == null ? null : urlEncode(a.text(0)));
    m.add(
        "static string WebUtility.UrlDecode(string s)",
        a -> a.at(0) == null ? null : urlDecode(a.text(0)));
    m.add(
        "static string WebUtility.HtmlEncode(string s)",
        a -> a.at(0) == null ? null : htmlEncode(a.text(0)));
    m.add(
        "static string WebUtility.HtmlDecode(string s)",
        a -> a.at(0) == null ? null : htmlDecode(a.text(0)));
  }

  private static String urlEncode(String text) {
    StringBuilder out = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-_.!*()".indexOf(c) >= 0);
      out.append(
          plain
              ? String.valueOf(c)
              : c == ' ' ? "+" : "%" + HexFormat.of().withUpperCase().toHexDigits(octet));
    }
    return out.toString();
  }

  /** Escapes that are none stay; octets that are no UTF-8 become U+FFFD. */
  private static String urlDecode(String text) {
    java.io.ByteArrayOutputStream octets = new java.io.ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escape =
          c == '%'
              && i + 2 < text.length()
              && text.substring(i + 1, i + 3).matches("[0-9a-fA-F]{2}");
      if (escape) {
        octets.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        octets.writeBytes((c == '+' ? " " : String.valueOf(c)).getBytes(StandardCharsets.UTF_8));
      }
    }
    return octets.toString(StandardCharsets.UTF_8);
  }

  private static String htmlEncode(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append("&amp;");
                default ->
                    out.append(
                        (c >= 160 && c < 256) || c > 0xFFFF
                            ? "&#" + c + ";"
                            : Character.toString(c));
              }
            });
    return out.toString();
  }

  private static String htmlDecode(String text) {
    Matcher matcher = ENTITY.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      String plain = ENTITIES.getOrDefault(name, matcher.group());
      if (name.startsWith("#")) {
        int code =
            name.matches("#[xX].*")
                ? Integer.parseInt(name.substring(2), 16)
                : Integer.parseInt(name.substring(1));
        plain =
            code > 0 && code <= Character.MAX_CODE_POINT
                ? Character.toString(code)
                : matcher.group();
      }
      matcher.appendReplacement(out, Matcher.quoteReplacement(plain));
    }
    return matcher.appendTail(out).toString();
  }
}
