package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.TextSearch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Members of {@code string} that look into the text or change it. */
final class StringMembers {
  private StringMembers() {}

  static void register(MemberQuery m) {
    m.property("int string.Length", a -> a.me().length());
    m.property("static string string.Empty", a -> "");
    if (m.wants("new")) {
      constructors(m);
    }
    if (m.wants("Contains", "StartsWith", "EndsWith")) {
      tests(m);
    }
    if (m.wants("IndexOf", "LastIndexOf", "IndexOfAny", "LastIndexOfAny")) {
      indexes(m);
    }
    if (m.wants("Split")) {
      split(m);
    }
    if (m.wantsInstance()) {
      StringChanges.register(m);
    }
    if (m.wants(
        "this", "ToCharArray", "Equals", "CompareTo", "GetHashCode", "ToString", "Normalize")) {
      whole(m);
    }
  }

  private static void constructors(MemberQuery m) {
    m.add("new string(char c, int count)", a -> repeat((Character) a.at(0), a.number(1)));
    m.add("new string(char[] value)", a -> join((CsArray) a.at(0)));
    m.add(
        "new string(char[] value, int startIndex, int length)",
        a -> Texts.substring(join((CsArray) a.at(0)), a.number(1), a.number(2)));
  }

  private static void whole(MemberQuery m) {
    m.add("char string.this(int index)", a -> at(a.me(), a.number(0)));
    m.add("char[] string.ToCharArray()", a -> CsArray.of(Types.CHAR, characters(a.me())));
    m.add("bool string.Equals(string value)", a -> a.me().equals(a.at(0)));
    m.add(
        "bool string.Equals(string value, StringComparison comparison)",
        a -> Texts.equal(a.me(), a.maybe(0), Texts.ignoresCase(a.at(1))));
    m.add("int string.CompareTo(string other)", a -> compare(a.me(), a.at(0), false));
    m.add("int string.GetHashCode()", a -> a.me().hashCode() * 31 + 17);
    m.add("string string.ToString()", a -> a.me());
    m.add(
        "string string.Normalize()",
        a -> java.text.Normalizer.normalize(a.me(), java.text.Normalizer.Form.NFC));
  }

  static String repeat(char c, int count) {
    if (count < 0) {
      throw DotNetException.outOfRange("count");
    }
    Budget.bound(count);
    return String.valueOf(c).repeat(count);
  }

  private static char at(String text, int index) {
    if (index < 0 || index >= text.length()) {
      throw new DotNetException(
          "System.IndexOutOfRangeException", "Index was outside the bounds of the array.");
    }
    return text.charAt(index);
  }

  private static List<Character> characters(String text) {
    return text.chars().mapToObj(c -> (char) c).toList();
  }

  static int compare(Object left, Object right, boolean ignoreCase) {
    return CsComparer.of(ignoreCase ? "InvariantCultureIgnoreCase" : "InvariantCulture")
        .compare(left, right);
  }

  static String join(CsArray characters) {
    StringBuilder out = new StringBuilder();
    if (characters != null) {
      characters.forEach(out::append);
    }
    return out.toString();
  }

  static int start(Args a, int index) {
    int start = a.number(index);
    if (start < 0 || start > a.me().length()) {
      throw DotNetException.outOfRange("startIndex");
    }
    return start;
  }

  private static void tests(MemberQuery m) {
    m.add("bool string.Contains(string value)", a -> TextSearch.contains(a.me(), a.text(0)));
    m.add("bool string.Contains(char value)", a -> a.me().indexOf((Character) a.at(0)) >= 0);
    m.add(
        "bool string.Contains(string value, StringComparison comparison)",
        a -> Texts.indexOf(a.me(), a.text(0), Texts.ignoresCase(a.at(1))) >= 0);
    for (String type : List.of("char", "string")) {
      m.add("bool string.StartsWith(" + type + " value)", a -> a.me().startsWith(a.text(0)));
      m.add("bool string.EndsWith(" + type + " value)", a -> a.me().endsWith(a.text(0)));
    }
    for (String name : List.of("StartsWith", "EndsWith")) {
      boolean start = name.equals("StartsWith");
      m.add(
          "bool string." + name + "(string value, bool ignoreCase, CultureInfo culture)",
          a -> {
            String text = a.flag(1) ? Texts.upper(a.me()) : a.me();
            String part = a.flag(1) ? Texts.upper(a.text(0)) : a.text(0);
            return start ? text.startsWith(part) : text.endsWith(part);
          });
    }
    m.add(
        "bool string.StartsWith(string value, StringComparison comparison)",
        a -> fold(a.me(), a.at(1)).startsWith(fold(a.text(0), a.at(1))));
    m.add(
        "bool string.EndsWith(string value, StringComparison comparison)",
        a -> fold(a.me(), a.at(1)).endsWith(fold(a.text(0), a.at(1))));
  }

  private static void indexes(MemberQuery m) {
    for (String type : List.of("char", "string")) {
      m.add(
          "int string.IndexOf(" + type + " value)", a -> TextSearch.indexOf(a.me(), a.text(0), 0));
      m.add(
          "int string.IndexOf(" + type + " value, int startIndex)",
          a -> TextSearch.indexOf(a.me(), a.text(0), start(a, 1)));
      m.add(
          "int string.IndexOf(" + type + " value, int startIndex, int count)",
          a -> TextSearch.indexOf(a.me().substring(0, end(a)), a.text(0), start(a, 1)));
      m.add(
          "int string.IndexOf(" + type + " value, StringComparison comparison)",
          a -> Texts.indexOf(a.me(), a.text(0), Texts.ignoresCase(a.at(1))));
      m.add(
          "int string.LastIndexOf(" + type + " value)",
          a -> TextSearch.lastIndexOf(a.me(), a.text(0), a.me().length()));
      m.add(
          "int string.LastIndexOf(" + type + " value, int startIndex)",
          a -> TextSearch.lastIndexOf(a.me(), a.text(0), a.number(1) - a.text(0).length() + 1));
      m.add(
          "int string.LastIndexOf(" + type + " value, StringComparison comparison)",
          a ->
              TextSearch.lastIndexOf(
                  fold(a.me(), a.at(1)), fold(a.text(0), a.at(1)), a.me().length()));
    }
    m.add(
        "int string.IndexOf(string value, int startIndex, StringComparison comparison)",
        a -> TextSearch.indexOf(fold(a.me(), a.at(2)), fold(a.text(0), a.at(2)), start(a, 1)));
    m.add("int string.IndexOfAny(char[] anyOf)", a -> any(a, 0, 1));
    m.add("int string.IndexOfAny(char[] anyOf, int startIndex)", a -> any(a, start(a, 1), 1));
    m.add("int string.LastIndexOfAny(char[] anyOf)", a -> any(a, a.me().length() - 1, -1));
  }

  private static int end(Args a) {
    int end = start(a, 1) + a.number(2);
    if (a.number(2) < 0 || end > a.me().length()) {
      throw DotNetException.outOfRange("count");
    }
    return end;
  }

  private static String fold(String text, Object comparison) {
    return Texts.ignoresCase(comparison) ? Texts.upper(text) : text;
  }

  private static int any(Args a, int from, int step) {
    BitSet wanted = Texts.setOf(join(a.at(0, CsArray.class)));
    for (int i = from; i >= 0 && i < a.me().length(); i += step) {
      if (wanted.get(a.me().charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static void split(MemberQuery m) {
    m.add(
        "string[] string.Split(params char[] separator)",
        a -> parts(a, a.at(0), Integer.MAX_VALUE, null));
    m.add(
        "string[] string.Split(string separator)", a -> parts(a, a.at(0), Integer.MAX_VALUE, null));
    for (String type : List.of("char[]", "string[]", "char", "string")) {
      m.add(
          "string[] string.Split(" + type + " separator, StringSplitOptions options)",
          a -> parts(a, a.at(0), Integer.MAX_VALUE, a.at(1)));
      m.add(
          "string[] string.Split(" + type + " separator, int count, StringSplitOptions options)",
          a -> parts(a, a.at(0), a.number(1), a.at(2)));
    }
    m.add(
        "string[] string.Split(char[] separator, int count)",
        a -> parts(a, a.at(0), a.number(1), null));
    m.add(
        "string[] string.Split(char separator, int count)",
        a -> parts(a, a.at(0), a.number(1), null));
  }

  private static CsArray parts(Args a, Object separator, int count, Object options) {
    if (count < 0) {
      throw DotNetException.outOfRange("count");
    }
    List<String> separators = new ArrayList<>();
    if (separator instanceof CsArray several) {
      several.forEach(s -> separators.add(s == null ? "" : s.toString()));
    } else if (separator != null) {
      separators.add(separator.toString());
    }
    EnumValue flags = (EnumValue) options;
    boolean removeEmpty = flags != null && flags.has("RemoveEmptyEntries");
    boolean trim = flags != null && flags.has("TrimEntries");
    boolean single = !(separator instanceof CsArray) && separators.equals(List.of(""));
    List<String> parts =
        single ? List.of(a.me()) : Texts.split(a.me(), separators, count, removeEmpty, trim);
    return CsArray.strings(parts);
  }
}
