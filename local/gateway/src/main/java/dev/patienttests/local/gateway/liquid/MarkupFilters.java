package dev.patienttests.local.gateway.liquid;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** Filters for HTML and addresses, as .NET's {@code WebUtility} encodes them. */
final class MarkupFilters {
  /** Bounded: what opens and never closes would take quadratic time. */
  private static final String BLOCKS = "(?si)<script.*?</script>|<!--.*?-->|<style.*?</style>";

  private static final Pattern TAGS = Pattern.compile("<[^>]*>");
  private static final Pattern LINE_BREAK = Pattern.compile("\\r?\\n");

  private MarkupFilters() {}

  static void register(Map<String, Filter> all) {
    all.put("Escape", TextFilters.plain(MarkupFilters::html));
    all.put("H", TextFilters.plain(MarkupFilters::html));
    all.put(
        "StripHtml",
        TextFilters.filter(
            0,
            0,
            (t, a) -> TAGS.matcher(a.rendering().pattern(BLOCKS).replace(t, "")).replaceAll("")));
    all.put("StripNewlines", TextFilters.plain(t -> LINE_BREAK.matcher(t).replaceAll("")));
    all.put(
        "NewlineToBr",
        TextFilters.plain(
            t -> t.isBlank() ? t : LINE_BREAK.matcher(t).replaceAll(m -> "<br />" + m.group())));
    all.put("UrlEncode", TextFilters.plain(MarkupFilters::urlEncoded));
    all.put("UrlDecode", TextFilters.plain(MarkupFilters::urlDecoded));
  }

  private static String html(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                  if ((c >= 160 && c < 256) || c > 0xFFFF) {
                    out.append("&#").append(c).append(';');
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.toString();
  }

  private static String urlEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("%21", "!")
        .replace("%28", "(")
        .replace("%29", ")");
  }

  private static String urlDecoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new LiquidException("UrlDecode needs valid escapes.");
    }
  }
}
