package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.TextSearch;
import java.util.List;

/** Members of {@code string} that give another text. */
final class StringChanges {
  private StringChanges() {}

  static void register(MemberQuery m) {
    if (m.wants("Replace")) {
      replacements(m);
    }
    if (m.wants("Substring", "Remove", "Insert", "Clone")) {
      parts(m);
    }
    if (m.wants("ToUpper", "ToUpperInvariant", "ToLower", "ToLowerInvariant")) {
      cases(m);
    }
    if (m.wants("Trim", "TrimStart", "TrimEnd")) {
      trims(m, "Trim", true, true);
      trims(m, "TrimStart", true, false);
      trims(m, "TrimEnd", false, true);
    }
    if (m.wants("PadLeft", "PadRight")) {
      paddings(m);
    }
  }

  private static void replacements(MemberQuery m) {
    m.add("string string.Replace(string oldValue, string newValue)", a -> replace(a, false));
    m.add(
        "string string.Replace(string oldValue, string newValue, StringComparison comparison)",
        a -> replace(a, Texts.ignoresCase(a.at(2))));
    m.add(
        "string string.Replace(char oldChar, char newChar)",
        a -> a.me().replace((Character) a.at(0), (Character) a.at(1)));
  }

  private static void parts(MemberQuery m) {
    m.add("object string.Clone()", a -> a.me());
    m.add(
        "string string.Substring(int startIndex)",
        a -> Texts.substring(a.me(), a.number(0), a.me().length() - a.number(0)));
    m.add(
        "string string.Substring(int startIndex, int length)",
        a -> Texts.substring(a.me(), a.number(0), a.number(1)));
    m.add("string string.Remove(int startIndex)", a -> Texts.substring(a.me(), 0, a.number(0)));
    m.add(
        "string string.Remove(int startIndex, int count)",
        a -> {
          Texts.substring(a.me(), a.number(0), a.number(1));
          return a.me().substring(0, a.number(0)) + a.me().substring(a.number(0) + a.number(1));
        });
    m.add(
        "string string.Insert(int startIndex, string value)",
        a ->
            a.me().substring(0, StringMembers.start(a, 0))
                + a.text(1)
                + a.me().substring(a.number(0)));
  }

  private static void cases(MemberQuery m) {
    for (String name : List.of("ToUpper", "ToUpperInvariant")) {
      m.add("string string." + name + "()", a -> Texts.upper(a.me()));
    }
    for (String name : List.of("ToLower", "ToLowerInvariant")) {
      m.add("string string." + name + "()", a -> Texts.lower(a.me()));
    }
  }

  private static void paddings(MemberQuery m) {
    m.add("string string.PadLeft(int width)", a -> padding(a, ' ') + a.me());
    m.add(
        "string string.PadLeft(int width, char c)", a -> padding(a, (Character) a.at(1)) + a.me());
    m.add("string string.PadRight(int width)", a -> a.me() + padding(a, ' '));
    m.add(
        "string string.PadRight(int width, char c)", a -> a.me() + padding(a, (Character) a.at(1)));
  }

  private static Object replace(Args a, boolean ignoreCase) {
    String old = ignoreCase ? Texts.upper(a.text(0)) : a.text(0);
    if (old.isEmpty()) {
      throw DotNetException.argument("String cannot be of zero length.");
    }
    String with = a.at(1) == null ? "" : a.maybe(1);
    String text = a.me();
    String searched = ignoreCase ? Texts.upper(text) : text;
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int at = TextSearch.indexOf(searched, old, 0);
        at >= 0;
        at = TextSearch.indexOf(searched, old, from)) {
      Budget.bound((long) out.length() + at - from + with.length());
      out.append(text, from, at).append(with);
      from = at + old.length();
    }
    return out.append(text, from, text.length()).toString();
  }

  private static String padding(Args a, char c) {
    if (a.number(0) < 0) {
      throw DotNetException.outOfRange("totalWidth");
    }
    return StringMembers.repeat(c, Math.max(0, a.number(0) - a.me().length()));
  }

  private static void trims(MemberQuery m, String name, boolean start, boolean end) {
    m.add("string string." + name + "()", a -> Texts.trim(a.me(), "", start, end));
    m.add(
        "string string." + name + "(params char[] characters)",
        a -> Texts.trim(a.me(), StringMembers.join((CsArray) a.at(0)), start, end));
  }
}
