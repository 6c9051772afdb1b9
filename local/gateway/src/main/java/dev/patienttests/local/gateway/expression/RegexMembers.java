package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;

/** Members of Regex and of what it finds. */
final class RegexMembers {
  private RegexMembers() {}

  /** {@code MatchCollection}, {@code GroupCollection}, {@code CaptureCollection}. */
  private record Found(CsType type, List<CsMatch> items) implements Typed, Iterable<Object> {
    static Found of(String type, List<CsMatch> items) {
      return new Found(TypeTable.named(type), items);
    }

    CsMatch get(int index) {
      if (index < 0 || index >= items.size()) {
        throw DotNetException.outOfRange("i");
      }
      return items.get(index);
    }

    @Override
    public java.util.Iterator<Object> iterator() {
      return List.<Object>copyOf(items).iterator();
    }
  }

  private static CsRegex me(Args a) {
    return a.me(CsRegex.class);
  }

  /** The pattern of a static call: it stands at an index, options may stand at a later one. */
  private static CsRegex made(Args a, int pattern, int options) {
    if (a.at(0) == null && pattern > 0) {
      throw DotNetException.argumentNull("input");
    }
    long bits = options < 0 ? 0 : ((EnumValue) a.at(options)).value();
    return new CsRegex(a.maybe(pattern), bits);
  }

  static void register(MemberQuery m) {
    if (m.wantsStatic()) {
      statics(m);
    }
    if (m.wantsInstance()) {
      others(m);
    }
  }

  private static void statics(MemberQuery m) {
    if (m.wants("new", "Escape", "Unescape")) {
      patterns(m);
    }
    if (m.wants("IsMatch", "Match", "Matches")) {
      matches(m);
    }
    if (m.wants("Split", "Replace")) {
      changes(m);
    }
  }

  private static void patterns(MemberQuery m) {
    m.add("new Regex(string pattern)", a -> made(a, 0, -1));
    m.add("new Regex(string pattern, RegexOptions options)", a -> made(a, 0, 1));
    m.add("new Regex(string pattern, RegexOptions options, TimeSpan timeout)", a -> made(a, 0, 1));
    m.add("static string Regex.Escape(string s)", a -> escape(a.text(0)));
    m.add("static string Regex.Unescape(string s)", a -> a.text(0).replaceAll("\\\\(.)", "$1"));
  }

  private static void matches(MemberQuery m) {
    for (String options :
        List.of("", ", RegexOptions options", ", RegexOptions options, TimeSpan timeout")) {
      int at = options.isEmpty() ? -1 : 2;
      m.add(
          "static bool Regex.IsMatch(string s, string pattern" + options + ")",
          a -> made(a, 1, at).isMatch(a.maybe(0)));
      m.add(
          "static Match Regex.Match(string s, string pattern" + options + ")",
          a -> made(a, 1, at).match(a.text(0), 0));
      m.add(
          "static MatchCollection Regex.Matches(string s, string pattern" + options + ")",
          a -> Found.of("MatchCollection", made(a, 1, at).matches(a.text(0))));
    }
  }

  private static void changes(MemberQuery m) {
    for (String options :
        List.of("", ", RegexOptions options", ", RegexOptions options, TimeSpan timeout")) {
      int at = options.isEmpty() ? -1 : 2;
      m.add(
          "static string[] Regex.Split(string s, string pattern" + options + ")",
          a -> split(made(a, 1, at), a.text(0)));
      int later = options.isEmpty() ? -1 : 3;
      m.add(
          "static string Regex.Replace(string s, string pattern, string with" + options + ")",
          a -> replace(made(a, 1, later), a.text(0), a, 2, Integer.MAX_VALUE));
      m.add(
          "static string Regex.Replace(string s, string pattern, Func<Match, string> f"
              + options
              + ")",
          a -> replace(made(a, 1, later), a.text(0), a, 2, Integer.MAX_VALUE));
    }
  }

  private static void others(MemberQuery m) {
    m.add("string[] Regex.GetGroupNames()", a -> CsArray.strings(me(a).names()));
    m.add("int Regex.GroupNumberFromName(string name)", a -> me(a).group(a.text(0)));
    m.add("bool Regex.IsMatch(string s)", a -> me(a).isMatch(a.maybe(0)));
    m.add("Match Regex.Match(string s)", a -> me(a).match(a.text(0), 0));
    m.add("Match Regex.Match(string s, int start)", a -> me(a).match(a.text(0), a.number(1)));
    m.add(
        "MatchCollection Regex.Matches(string s)",
        a -> Found.of("MatchCollection", me(a).matches(a.text(0))));
    m.add("string[] Regex.Split(string s)", a -> split(me(a), a.text(0)));
    for (String with : List.of("string with", "Func<Match, string> f")) {
      m.add(
          "string Regex.Replace(string s, " + with + ")",
          a -> replace(me(a), a.text(0), a, 1, Integer.MAX_VALUE));
      m.add(
          "string Regex.Replace(string s, " + with + ", int count)",
          a -> replace(me(a), a.text(0), a, 1, a.number(2)));
    }
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int control = "\t\n\f\r".indexOf(c);
      if (control >= 0) {
        out.append('\\').append("tnfr".charAt(control));
      } else {
        out.append("\\*+?|{[()^$.# ".indexOf(c) >= 0 ? "\\" : "").append(c);
      }
    }
    return out.toString();
  }

  private static CsArray split(CsRegex regex, String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (CsMatch match : regex.matches(text)) {
      parts.add(text.substring(from, match.index()));
      match.groups().stream().skip(1).filter(CsMatch::success).forEach(g -> parts.add(g.value()));
      from = match.end();
    }
    parts.add(text.substring(from));
    return CsArray.strings(parts);
  }

  private static String replace(CsRegex regex, String text, Args a, int with, int count) {
    Object replacement = a.at(with, Object.class);
    StringBuilder out = new StringBuilder();
    int from = 0;
    int done = 0;
    for (CsMatch match : regex.matches(text)) {
      if (done++ == count) {
        break;
      }
      out.append(text, from, match.index());
      out.append(
          replacement instanceof CsDelegate f
              ? RuntimeTypes.text(f.run(match))
              : match.expand((String) replacement));
      Budget.bound(out.length());
      from = match.end();
    }
    return out.append(text.substring(from)).toString();
  }

  static void found(MemberQuery m) {
    m.property("string Capture.Value", a -> a.me(CsMatch.class).value());
    m.property("int Capture.Index", a -> a.me(CsMatch.class).index());
    m.property("int Capture.Length", a -> a.me(CsMatch.class).length());
    m.property("bool Group.Success", a -> a.me(CsMatch.class).success());
    m.property("string Group.Name", a -> a.me(CsMatch.class).name());
    m.property(
        "GroupCollection Match.Groups",
        a -> Found.of("GroupCollection", a.me(CsMatch.class).groups()));
    m.add("Match Match.NextMatch()", a -> a.me(CsMatch.class).next());
    m.add(
        "string Match.Result(string replacement)",
        a -> {
          if (!a.me(CsMatch.class).success()) {
            throw DotNetException.notSupported("Result cannot be called on a failed Match.");
          }
          return a.me(CsMatch.class).expand(a.text(0));
        });
    for (String name : List.of("Match", "Group")) {
      String on = name + "Collection";
      m.property("int " + on + ".Count", a -> a.me(Found.class).items().size());
    }
    m.add("Match MatchCollection.this(int index)", a -> a.me(Found.class).get(a.number(0)));
    m.add(
        "Group GroupCollection.this(int index)",
        a -> a.me(Found.class).items().get(0).group(a.number(0)));
    m.add(
        "Group GroupCollection.this(string name)",
        a -> a.me(Found.class).items().get(0).group(a.text(0)));
  }
}
